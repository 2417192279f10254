/**
 * What a record holds under a name, and never what every object has by that name, such as `constructor`: names often come
 * from outside.
 */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

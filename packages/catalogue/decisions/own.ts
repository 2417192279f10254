/** What is kept under a name of a record, and never what every object has by that name: ids of products and offers come from outside. */
export const own = <Value>(record: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(record, name) ? record[name] : undefined;

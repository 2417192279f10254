/** A value with every text that is a key of `by` replaced, names of fields included. */
export function replaceTexts(value: unknown, by: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return by.get(value) ?? value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => replaceTexts(entry, by));
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [by.get(name) ?? name, replaceTexts(entry, by)]),
  );
}

/**
 * A value without some texts, as if nobody had chosen them yet: a comparison loses them, any other place is empty.
 */
export function takeOut(value: unknown, gone: ReadonlySet<string>): unknown {
  const isGone = (entry: unknown) => typeof entry === 'string' && gone.has(entry);
  if (isGone(value)) return '';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((entry) => takeOut(entry, gone));
  const isComparison = 'fact' in value && 'operator' in value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]: [string, unknown]) => {
      if (gone.has(name)) return [];
      if (!isComparison || name !== 'value') return [[name, takeOut(entry, gone)]];
      if (!Array.isArray(entry)) return isGone(entry) ? [] : [[name, entry]];
      const left = entry.filter((one) => !isGone(one));
      return left.length === 0 && entry.length > 0 ? [] : [[name, left]];
    }),
  );
}

/** Whether a text is somewhere in a value. */
export function hasText(value: unknown, text: string): boolean {
  if (value === text) return true;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([name, entry]) => name === text || hasText(entry, text));
}

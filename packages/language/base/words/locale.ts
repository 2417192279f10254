/** Numbers, money and shares are written as American marketers write them. */
export const NUMBERS_IN = 'en-US';
/** Days come before months, which nobody anywhere reads the wrong way round when the month is a word. */
export const DATES_IN = 'en-GB';

const kept = new Map<string, unknown>();

/** Formatters of `Intl` are slow to make and the same forever: each is made once. */
export function once<Format>(key: string, make: () => Format): Format {
  const known = kept.get(key);
  if (known !== undefined) return known as Format;
  const made = make();
  kept.set(key, made);
  return made;
}

/** Numbers, money and shares are written as American marketers write them. */
export const NUMBERS_IN = 'en-US';
/** The day comes before the month. Nobody misreads that, since the month is always a word. */
export const DATES_IN = 'en-GB';

const kept = new Map<string, unknown>();

/** Makes each `Intl` formatter once: they are slow to make and never change. */
export function once<Format>(key: string, make: () => Format): Format {
  const known = kept.get(key);
  if (known !== undefined) return known as Format;
  const made = make();
  kept.set(key, made);
  return made;
}

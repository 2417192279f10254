/**
 * Letters that case folding keeps different though readers take them for the same: dotted capital I, and
 * dotless i.
 */
const DOTTED = /i\u0307/g;
const FINAL_SIGMA = /\u03c2/g;
const NOT_ASCII = /[^\u0000-\u007f]/;

/**
 * Text in the form used to compare: composed (NFC) and case-folded, so that a word is found however it was
 * typed. Follows Unicode's case folding (Standard, section 3.13), except that the i of every language is one
 * letter.
 */
export function foldText(text: string): string {
  if (!NOT_ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFC')
    .toUpperCase()
    .toLowerCase()
    .replace(DOTTED, 'i')
    .replace(FINAL_SIGMA, '\u03c3')
    .normalize('NFC');
}

/**
 * Text in the form it is stored in: a separate accent becomes part of its letter (Unicode normalisation form
 * C).
 */
export const composedText = (text: string): string => (NOT_ASCII.test(text) ? text.normalize('NFC') : text);

/** A JSON value with every text and field name in it composed; the same object when nothing had to change. */
export function composed<Value>(value: Value): Value {
  if (typeof value === 'string') return composedText(value) as Value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    let changed: unknown[] | null = null;
    for (let index = 0; index < value.length; index += 1) {
      const item: unknown = composed(value[index] as unknown);
      if (item !== value[index]) (changed ??= [...(value as unknown[])])[index] = item;
    }
    return (changed ?? value) as Value;
  }
  let isSame = true;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => {
    const name = composedText(key);
    const item: unknown = composed(inner as unknown);
    isSame &&= name === key && item === inner;
    return [name, item];
  });
  return isSame ? value : (Object.fromEntries(entries) as Value);
}

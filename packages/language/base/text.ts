/** Letters that case folding leaves apart though a reader takes them for one: a dotted capital I, and an i without its dot. */
const DOTTED = /i\u0307/g;
const FINAL_SIGMA = /\u03c2/g;
const NOT_ASCII = /[^\u0000-\u007f]/;

/**
 * Text as it is compared: composed (NFC) and without regard to case, so that the same word is found however it was typed.
 * After Unicode's case folding (Standard, section 3.13), with the i of every language taken for one letter.
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

/** Text as it is kept: an accent typed as a letter of its own becomes part of the letter (Unicode normalisation form C). */
export const composedText = (text: string): string => (NOT_ASCII.test(text) ? text.normalize('NFC') : text);

/** A value of JSON with every text in it composed, names of fields too; the very same value when nothing had to change. */
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

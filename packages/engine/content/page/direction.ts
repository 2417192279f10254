export type Direction = 'ltr' | 'rtl';

/** Scripts in use that are read from right to left (ISO 15924; character order of CLDR). */
const RTL_SCRIPTS: readonly (string | undefined)[] = [
  'Arab',
  'Hebr',
  'Thaa',
  'Syrc',
  'Nkoo',
  'Adlm',
  'Rohg',
  'Mand',
  'Samr',
];
const FIRST_STRONG = /\p{L}/u;
/** Blocks kept for such scripts (UAX #9, table 4, with the presentation forms). */
const RTL_LETTER = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u;

/** The reading direction of a language: of the script it names, or of its likeliest script. */
export function directionOfLanguage(language: string): Direction {
  try {
    return RTL_SCRIPTS.includes(new Intl.Locale(language).maximize().script) ? 'rtl' : 'ltr';
  } catch {
    return 'ltr';
  }
}

/**
 * The direction of a text by its first letter, as browsers do for `dir="auto"` (HTML, "the directionality"),
 * which many mail clients lack. A text without letters takes the given direction.
 */
export function directionOfText(text: string, otherwise: Direction): Direction {
  const letter = FIRST_STRONG.exec(text)?.[0];
  return letter === undefined ? otherwise : RTL_LETTER.test(letter) ? 'rtl' : 'ltr';
}

/** The side where lines of this direction begin. */
export const startOf = (direction: Direction): 'left' | 'right' => (direction === 'rtl' ? 'right' : 'left');
export const endOf = (direction: Direction): 'left' | 'right' => (direction === 'rtl' ? 'left' : 'right');

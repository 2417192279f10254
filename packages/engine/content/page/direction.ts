export type Direction = 'ltr' | 'rtl';

const RTL_LANGUAGES = ['ar', 'he', 'fa', 'ur', 'yi', 'ps', 'sd', 'ckb', 'dv', 'ug'];
const FIRST_STRONG = /\p{L}/u;
const RTL_LETTER = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFF]/;

/** The reading direction of a language. */
export function directionOfLanguage(language: string): Direction {
  return RTL_LANGUAGES.includes(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
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

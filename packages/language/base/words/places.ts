import { own } from '../own.ts';
import { once } from './locale.ts';

const names = (type: 'region' | 'language' | 'currency') =>
  once(`names/${type}`, () => new Intl.DisplayNames('en', { type, fallback: 'code' }));

function named(type: 'region' | 'language' | 'currency', code: string): string {
  try {
    return names(type).of(code) ?? code;
  } catch {
    // A text that is not a code is shown unchanged.
    return code;
  }
}

/** `DE` is Germany; a text that is not a code stays unchanged. */
export function regionName(code: string): string {
  const capitals = code.toUpperCase();
  const name = named('region', capitals);
  return name === capitals ? code : name;
}
/** `de` is German. */
export const languageName = (code: string): string => named('language', code);
/** `EUR` is Euro. */
export const currencyName = (code: string): string => named('currency', code);

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));

/** The two-letter code of a country by its English name in any case; null when no country has the name. */
export function regionCode(name: string): string | null {
  const wanted = name.trim().toLowerCase();
  const also = own(ALSO, wanted);
  return once('region-codes', regionCodes).get(wanted) ?? also ?? null;
}

function regionCodes(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>();
  for (const first of LETTERS)
    for (const second of LETTERS) {
      const code = first + second;
      // A code that was withdrawn is canonicalised to its successor, which is found by its own name.
      const today = Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
      const name = regionName(code).toLowerCase();
      if (today && name !== code.toLowerCase()) codes.set(name, code);
    }
  return codes;
}

/** Other names that people use. */
const ALSO: Readonly<Record<string, string>> = {
  usa: 'US',
  'u.s.': 'US',
  'u.s.a.': 'US',
  america: 'US',
  uk: 'GB',
  'great britain': 'GB',
  england: 'GB',
  holland: 'NL',
  deutschland: 'DE',
  schweiz: 'CH',
  österreich: 'AT',
  españa: 'ES',
};

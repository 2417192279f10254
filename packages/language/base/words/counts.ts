import { DATES_IN, NUMBERS_IN, once } from './locale.ts';

/** Small whole numbers need no formatter. Formatters are slow, and a step writes several sentences. */
const isPlain = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 1_000;

/** A whole number with thousands separators: `1,204`. */
export function count(value: number): string {
  if (isPlain(value)) return String(value);
  return once('count', () => new Intl.NumberFormat(NUMBERS_IN, { maximumFractionDigits: 0 })).format(value);
}

/** A number that may have decimals: `2.5`, `1,204`. @param digits decimals at most */
export function decimal(value: number, digits = 2): string {
  if (isPlain(value)) return String(value);
  return once(
    `decimal/${digits}`,
    () => new Intl.NumberFormat(NUMBERS_IN, { maximumFractionDigits: digits }),
  ).format(value);
}

/** A number with exactly `digits` decimals, for columns that are compared: `0.130`. */
export function fixed(value: number, digits: number): string {
  return once(
    `fixed/${digits}`,
    () =>
      new Intl.NumberFormat(NUMBERS_IN, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        useGrouping: false,
      }),
  ).format(value);
}

/** Words whose plural is not formed with an s. */
const IRREGULAR: Readonly<Record<string, string>> = {
  person: 'people',
  loss: 'losses',
  try: 'tries',
  branch: 'branches',
  entry: 'entries',
};

/** A noun in the singular or plural: `inflected(1, 'step')` is `step`, `inflected(2, 'step')` is `steps`. */
export function inflected(value: number, one: string, many?: string): string {
  const isOne = isPlain(value)
    ? value === 1
    : once('plural', () => new Intl.PluralRules(NUMBERS_IN)).select(value) === 'one';
  return isOne ? one : (many ?? IRREGULAR[one] ?? `${one}s`);
}

const ENDINGS: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

/** An ordinal number: `1st`, `22nd`. */
export function ordinal(value: number): string {
  const rule = once('ordinal', () => new Intl.PluralRules(NUMBERS_IN, { type: 'ordinal' })).select(value);
  return `${count(value)}${ENDINGS[rule] ?? 'th'}`;
}

/**
 * A number with its noun: `1 problem`, `1,204 problems`. A fraction keeps up to two decimals: `2.5 hours`.
 */
export function plural(value: number, one: string, many?: string): string {
  return `${decimal(value)} ${inflected(value, one, many)}`;
}

/** The noun alone for one, with the number for more: `step`, `3 steps`. */
export const several = (value: number, one: string, many?: string): string =>
  value === 1 ? one : plural(value, one, many);

/** The text with a capital first letter. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `1 person`, `1,204 people`. */
export const people = (value: number): string => plural(value, 'person');

/** `is` or `are`, `was` or `were`, `has` or `have`: the verb that agrees with a number. */
export function verb(value: number, one: 'is' | 'was' | 'has' | 'does'): string {
  const many = { is: 'are', was: 'were', has: 'have', does: 'do' } as const;
  return inflected(value, one, many[one]);
}

/** A list in a sentence, without a comma before the last word: `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[], word: 'and' | 'or' = 'and'): string {
  const type = word === 'and' ? 'conjunction' : 'disjunction';
  return once(`list/${word}`, () => new Intl.ListFormat(DATES_IN, { type })).format(parts);
}

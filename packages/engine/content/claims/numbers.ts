import { foldText } from '@millrace/base';
import type { ClaimLanguage } from './languages/claim-language.ts';
import type { Span } from './phrases.ts';

/** A number or a date in a text, in a form for comparing: `10`, `19.9 EUR`, or a date's parts in order. */
export interface Stated extends Span {
  readonly what: 'number' | 'percent' | 'money' | 'date';
  readonly key: string;
}

const CURRENCIES: Readonly<Record<string, string>> = {
  $: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  euro: 'EUR',
  euros: 'EUR',
  eur: 'EUR',
  dollar: 'USD',
  dollars: 'USD',
  usd: 'USD',
  pound: 'GBP',
  pounds: 'GBP',
  gbp: 'GBP',
  chf: 'CHF',
  franken: 'CHF',
  cad: 'CAD',
  aud: 'AUD',
};
const SIGNS = '[$€£¥]';
const CODES = Object.keys(CURRENCIES)
  .filter((name) => /^\p{L}/u.test(name))
  .toSorted((left, right) => right.length - left.length)
  .join('|');
/** Stands for the letters of a date, so that its numbers are not read again. */
const MASK = '\uE001';
const DIGITS = "\\d+(?:[.,']\\d+| \\d{3}(?!\\d))*";

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const anyOf = (words: readonly string[]) =>
  words
    .map((word) => escaped(foldText(word)))
    .toSorted((left, right) => right.length - left.length)
    .join('|');

/** A day or a month in digits. */
const PART = '(?:0?[1-9]|[12]\\d|3[01])';

interface Expressions {
  readonly dates: RegExp;
  readonly numbers: RegExp;
  readonly inWords: RegExp;
  readonly valueOf: ReadonlyMap<string, number>;
  readonly monthOf: ReadonlyMap<string, string>;
}
const made = new WeakMap<readonly ClaimLanguage[], Expressions>();

function expressionsOf(languages: readonly ClaimLanguage[]): Expressions {
  const known = made.get(languages);
  if (known) return known;
  const months = languages.flatMap((language) => language.months.flat());
  const alone = languages.flatMap(({ months: names, monthsWithNumber }) =>
    names.flat().filter((name) => !monthsWithNumber.includes(name)),
  );
  const day = '\\d{1,2}(?:\\.|st|nd|rd|th|er|º|ª)?';
  const month = `(?:${anyOf(months)})\\.?`;
  const of = '(?:\\s(?:of|de|du))?';
  const year = '(?:(?:,|\\s(?:de|del))?\\s\\d{4})?';
  const percents = languages.flatMap((language) => language.percent);
  const expressions: Expressions = {
    dates: new RegExp(
      `(?<![\\p{L}\\p{N}])(?:${[
        `\\d{4}-\\d{2}-\\d{2}`,
        // An amount at the end of a sentence, such as $19.50, is no date.
        `(?<!${SIGNS}\\s?)${PART}[./]${PART}[./](?:\\d{4}|\\d{2})?(?!\\d)`,
        `\\d{1,2}/\\d{1,2}(?![\\d/])`,
        `\\d{1,2}[:h]\\d{2}(?:\\s?(?:am|pm|uhr))?`,
        `\\d{1,2}\\s?(?:am|pm|uhr)`,
        `${day}${of}\\s${month}${year}`,
        `${month}\\s(?:the\\s)?${day}(?!\\d)${year}`,
        anyOf(alone),
        anyOf(languages.flatMap(({ weekdays }) => weekdays)),
        languages
          .flatMap(({ days }) => days)
          .map((phrase) =>
            phrase
              .split(' ')
              .map(
                (token) =>
                  `(?:${token
                    .split('|')
                    .map((word) => escaped(foldText(word)))
                    .join('|')})`,
              )
              .join('[\\s-]+'),
          )
          .join('|'),
      ].join('|')})(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    numbers: new RegExp(
      `(?<![\\p{L}\\p{N}.,_])(${SIGNS}|(?:${CODES})(?=\\s?\\d))?\\s?(${DIGITS})(?:\\s?(%|${SIGNS}|(?:${[CODES, anyOf(percents)].join('|')})(?!\\p{L})))?`,
      'gu',
    ),
    inWords: new RegExp(
      `(?<![\\p{L}\\p{N}])(${anyOf(languages.flatMap(({ numbers }) => Object.keys(numbers)))})[\\s-]+(${[
        ...percents.map((word) => escaped(foldText(word))),
        ...languages
          .flatMap(({ units }) => units)
          .flatMap((unit) => unit.split('|'))
          .map((unit) =>
            unit.endsWith('*') ? `${escaped(foldText(unit.slice(0, -1)))}\\p{L}*` : escaped(foldText(unit)),
          ),
      ].join('|')})(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    valueOf: new Map(
      languages.flatMap(({ numbers }) =>
        Object.entries(numbers).map(([word, value]) => [foldText(word), value] as const),
      ),
    ),
    monthOf: new Map(
      languages.flatMap(({ months: names }) =>
        names.flatMap((each, index) => each.map((name) => [foldText(name), `month${index + 1}`] as const)),
      ),
    ),
  };
  made.set(languages, expressions);
  return expressions;
}

/** Every number and every date of a text, in digits and in words, in the order of the text. */
export function statedIn(folded: string, languages: readonly ClaimLanguage[]): readonly Stated[] {
  const { dates, numbers, inWords, valueOf, monthOf } = expressionsOf(languages);
  const found: Stated[] = [];
  let rest = '';
  let last = 0;
  for (const match of folded.matchAll(dates)) {
    if (match[0] === '') continue;
    const span = { from: match.index, to: match.index + match[0].length };
    found.push({ ...span, what: 'date', key: dateKey(match[0], monthOf) });
    rest += folded.slice(last, span.from) + MASK.repeat(match[0].length);
    last = span.to;
  }
  rest += folded.slice(last);
  const percents = new Set(['%', ...languages.flatMap(({ percent }) => percent.map(foldText))]);
  for (const match of rest.matchAll(numbers)) {
    const [whole, before, digits, after] = match;
    const lead = whole.length - whole.trimStart().length;
    const from = match.index + lead;
    const isPercent = after !== undefined && percents.has(after);
    const currency = own(before) ?? (isPercent ? undefined : own(after));
    const value = valueKey(digits!);
    found.push({
      from,
      to: match.index + whole.trimEnd().length,
      ...statedAs(value, isPercent, currency),
    });
  }
  for (const match of rest.matchAll(inWords)) {
    const value = String(valueOf.get(match[1]!) ?? match[1]);
    const isPercent = percents.has(match[2]!);
    const currency = own(match[2]);
    found.push({
      from: match.index,
      to: match.index + match[0].length,
      ...statedAs(value, isPercent, currency),
    });
  }
  return found.toSorted((left, right) => left.from - right.from);
}

/** The kind is compared too, so that the key is the value and its currency alone. */
function statedAs(
  value: string,
  isPercent: boolean,
  currency: string | undefined,
): Pick<Stated, 'what' | 'key'> {
  if (isPercent) return { what: 'percent', key: value };
  return currency === undefined
    ? { what: 'number', key: value }
    : { what: 'money', key: `${value} ${currency}` };
}

const own = (name: string | undefined): string | undefined =>
  name !== undefined && Object.hasOwn(CURRENCIES, name.trim()) ? CURRENCIES[name.trim()] : undefined;

/** Digits without separators of thousands and without zeros that say nothing: `1,204.50` and `1.204,5` are one number. */
export function valueKey(digits: string): string {
  const parts = digits.split(/[.,' ]/);
  const last = parts.at(-1)!;
  const hasFraction = parts.length > 1 && last.length !== 3;
  const whole = (hasFraction ? parts.slice(0, -1) : parts).join('').replace(/^0+(?=\d)/, '');
  const fraction = hasFraction ? last.replace(/0+$/, '') : '';
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** A date by its parts in one order, so that `24 December` and `Dec. 24th` are one date. */
const dateKey = (words: string, monthOf: ReadonlyMap<string, string>): string =>
  words
    .replace(/(?<=\d)(?:st|nd|rd|th|er|º|ª)(?!\p{L})/gu, '')
    .split(/[\s.,/-]+/)
    .filter((part) => part !== '' && !['of', 'de', 'del', 'du', 'the'].includes(part))
    .map((part) => monthOf.get(part) ?? part.replace(/^0+(?=\d)/, ''))
    .toSorted()
    .join(' ');

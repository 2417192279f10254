import { foldText } from '@millrace/base';
import { FILLED } from './plain-text.ts';

/** A place in the folded text. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const BEFORE = '(?<![\\p{L}\\p{N}])';
const AFTER = '(?![\\p{L}\\p{N}])';
const BETWEEN = '[\\s\'"’,:-]+';
const WORD = `[\\p{L}\\p{N}${FILLED}]+`;
const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** An expression for all phrases of a list, in the form that `ClaimLanguage` describes. Null for an empty list. */
export function phrasesExpression(phrases: readonly string[], numbers: readonly string[]): RegExp | null {
  if (phrases.length === 0) return null;
  const number = `(?:\\d[\\d.,]{0,14}(?:\\s?[%€$£])?|${[FILLED, ...numbers.map((word) => escaped(foldText(word)))].join('|')})`;
  const one = (phrase: string): string => {
    const tokens = phrase.split(' ').filter(Boolean);
    return tokens
      .map((token, index) => {
        const isLast = index === tokens.length - 1;
        if (token === '~') return isLast ? `${WORD}(?:${BETWEEN}${WORD})?` : `(?:${WORD}${BETWEEN}){0,3}`;
        const isOptional = token.endsWith('?');
        const choices = (isOptional ? token.slice(0, -1) : token)
          .split('|')
          .map((choice) =>
            choice === '#'
              ? number
              : choice.endsWith('*')
                ? `${escaped(foldText(choice.slice(0, -1)))}\\p{L}*`
                : escaped(foldText(choice)),
          );
        const words = `(?:${choices.join('|')})`;
        if (isLast) return isOptional ? `(?:${words})?` : words;
        return isOptional ? `(?:${words}${BETWEEN})?` : `${words}${BETWEEN}`;
      })
      .join('');
  };
  // Longer phrases first, so that all of a phrase is found and not only its beginning.
  const longest = phrases.toSorted((left, right) => right.length - left.length);
  return new RegExp(`${BEFORE}(?:${longest.map(one).join('|')})${AFTER}`, 'gu');
}

/**
 * An expression for a phrase that a person wrote: upper and lower case, hyphens and line breaks make no difference, and a `*`
 * at its end stands for any ending. Null if it has no letter and no digit.
 */
export function writtenPhrase(phrase: string): RegExp | null {
  const folded = foldText(phrase.normalize('NFKC'))
    .replace(/[\u2018\u2019\u00b4`]/g, "'")
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(folded)) return null;
  const isOpen = folded.endsWith('*');
  const words = folded
    .replace(/\*+$/, '')
    .split(/[\s-]+/)
    .filter(Boolean)
    .map(escaped);
  const inner = words.join('[\\s-]*');
  const starts = /^[\p{L}\p{N}]/u.test(folded) ? BEFORE : '';
  const ends = isOpen ? '\\p{L}*' : /[\p{L}\p{N}]$/u.test(folded) ? AFTER : '';
  return new RegExp(`${starts}${inner}${ends}`, 'gu');
}

/** Places of one expression at most: a text with more of them is not looked at more closely. */
const PLACES = 200;

/** The places of an expression; an empty match is none. */
export function placesOf(expression: RegExp | null, folded: string): readonly Span[] {
  if (expression === null) return [];
  const places: Span[] = [];
  for (const { 0: words, index } of folded.matchAll(expression)) {
    if (words.trim() !== '') places.push({ from: index, to: index + words.trimEnd().length });
    if (places.length >= PLACES) break;
  }
  return places;
}

export const isInside = (inner: Span, outer: Span): boolean =>
  outer.from <= inner.from && inner.to <= outer.to;

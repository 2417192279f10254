import type { SparseRow } from '@millrace/measure';
import type { Word } from './read-text.ts';

/** Places that words are hashed into. */
export const PLACES = 4_096;
/** Letters of a part of a word, and how long a word has to be to have parts that say more than it does. */
const PART = 4;
const LONG = 5;
/** Scripts that write no spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;
/** How much a word, two in a row and a part of a word count. */
const [OF_WORD, OF_PAIR, OF_PART] = [1, 0.7, 0.4];

/** FNV-1a over UTF-16 units, stirred as MurmurHash3 does in the end, so that its lowest bits can be used. Unsigned 32 bits. */
function hash(text: string): number {
  let found = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    found = Math.imul(found ^ (unit & 0xff), 0x01000193);
    found = Math.imul(found ^ (unit >>> 8), 0x01000193);
  }
  found = Math.imul(found ^ (found >>> 16), 0x85ebca6b);
  found = Math.imul(found ^ (found >>> 13), 0xc2b2ae35);
  return (found ^ (found >>> 16)) >>> 0;
}

/** Places that words are marked in, to tell those of past tickets from new ones. */
export const MARKS = 32_768;

/** The place of each word of a ticket among `MARKS`, with those that come twice; of its parts where words are not spaced. */
export const marksOf = (words: readonly Word[]): readonly number[] =>
  words
    .flatMap(({ word }) => (UNSPACED.test(word) ? partsOf(word) : [word]))
    .map((word) => hash(`k ${word}`) % MARKS);

/** Something a ticket contains, hashed. */
export interface Feature {
  readonly place: number;
  /** How much it counts; the sign is hashed too, so that what shares a place cancels out on average. */
  readonly value: number;
  /** The words it is made of, by their place in the ticket. */
  readonly from: number;
  readonly to: number;
}

function feature(text: string, weight: number, from: number, to: number): Feature {
  const found = hash(text);
  return { place: found % PLACES, value: found >>> 31 === 0 ? weight : -weight, from, to };
}

function partsOf(word: string): readonly string[] {
  const unspaced = UNSPACED.test(word);
  const letters = [...(unspaced ? word : `^${word}$`)];
  const size = unspaced ? 2 : PART;
  if (!unspaced && letters.length - 2 < LONG) return [];
  return Array.from({ length: Math.max(0, letters.length - size + 1) }, (_unused, at) =>
    letters.slice(at, at + size).join(''),
  );
}

/** Everything a ticket contains: words, two in a row, and parts of words. */
export function featuresOf(words: readonly Word[]): readonly Feature[] {
  return words.flatMap(({ word }, index) => {
    const next = words[index + 1];
    return [
      feature(`w ${word}`, OF_WORD, index, index),
      ...(next ? [feature(`p ${word} ${next.word}`, OF_PAIR, index, index + 1)] : []),
      ...partsOf(word).map((part) => feature(`c ${part}`, OF_PART, index, index)),
    ];
  });
}

/**
 * The hashed row of a ticket, of length 1, so that long tickets weigh no more than short ones: Weinberger and others,
 * "Feature hashing for large scale multitask learning", ICML 2009, section 2. No word can be read back from it.
 */
export function rowOf(features: readonly Feature[]): SparseRow {
  const sums = new Map<number, number>();
  for (const { place, value } of features) sums.set(place, (sums.get(place) ?? 0) + value);
  // Saying a word four times says it twice as strongly.
  const entries = [...sums].filter(([, sum]) => sum !== 0).sort(([one], [other]) => one - other);
  const values = entries.map(([, sum]) => Math.sign(sum) * Math.sqrt(Math.abs(sum)));
  const length = Math.sqrt(values.reduce((sum, value) => sum + value ** 2, 0)) || 1;
  return {
    places: Int32Array.from(entries, ([place]) => place),
    values: Float64Array.from(values, (value) => value / length),
  };
}

import type { Json } from '@millrace/base';

/** A word of a ticket. */
export interface Word {
  /** As it stands there. */
  readonly seen: string;
  /** In small letters, without accents and apostrophes; every digit is 0, so that no number of an order is learned. */
  readonly word: string;
}

/** Characters and words that are read, from the beginning: what a ticket is about stands there. */
const MOST_CHARACTERS = 3_000;
const MOST_WORDS = 120;
/** Where the mail that is answered begins, in the languages of the phrases. Only at the beginning of a line. */
const QUOTED =
  /^(?:>|-{2,} ?(?:original message|forwarded message|ursprüngliche nachricht|message d['’]origine|mensaje original)|(?:on|am|le|el) .{6,120}(?:wrote|schrieb|a écrit|escribió).{0,80}:\s*$)/iu;
/** Addresses of pages and of people say nothing of the subject, and much of the person. */
const ADDRESS = /\b(?:https?:\/\/|www\.)\S+|\S+@\S+\.\S+/giu;
const TAG = /<[^<>]{0,500}>/g;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*(?:['’][\p{L}\p{N}\p{M}]+)*/gu;

/** The words that somebody wrote, without what they quote. */
export function wordsOf(text: Json | undefined): readonly Word[] {
  if (typeof text !== 'string') return [];
  const lines = text.slice(0, MOST_CHARACTERS).split(/\r\n|\r|\n/);
  const quoted = lines.findIndex((line, place) => place > 0 && QUOTED.test(line.trim()));
  const own = (quoted < 0 ? lines : lines.slice(0, quoted)).join('\n');
  const found = own.replace(TAG, ' ').replace(ADDRESS, ' ').match(WORD) ?? [];
  return found.slice(0, MOST_WORDS).map((seen) => ({ seen, word: plain(seen) }));
}

/** A word in the form in which it is compared. */
export const plain = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
    .replace(/\p{N}/gu, '0');

import { softmax } from '@millrace/measure';
import { CLASS_IDS, placeOf, TICKET_CLASSES, type TicketClass } from './classes.ts';
import { english } from './phrases/english.ts';
import { french } from './phrases/french.ts';
import { german } from './phrases/german.ts';
import type { Phrases } from './phrases/phrases.ts';
import { spanish } from './phrases/spanish.ts';
import { plain, type Word } from './read-text.ts';

/** The languages whose expressions the rule knows. To add one, add its list. */
export const LANGUAGES: Readonly<Record<string, Phrases>> = { english, german, french, spanish };

/** What an expression adds to the log-odds of its class, and what all of them together add at most. Set by hand. */
const STRONG = 4.5;
const WEAK = 2.2;
const MOST = 6;
/** The share of certainty that a rule nobody has checked in this store leaves to its assumed shares. */
const DOUBT = 0.1;
/**
 * Whoever writes of the first also uses the words of the others: a parcel that counts as delivered has "not arrived" too.
 * So the words of the others count less once the first has a strong one.
 */
const OVER: Readonly<Partial<Record<TicketClass, readonly TicketClass[]>>> = {
  'not-received': ['where-is-order', 'refund-or-payment', 'complaint'],
  'wrong-or-damaged': [
    'return-or-exchange',
    'refund-or-payment',
    'where-is-order',
    'complaint',
    'product-question',
  ],
  'return-or-exchange': ['refund-or-payment', 'product-question', 'change-or-cancel'],
  'change-or-cancel': ['refund-or-payment', 'where-is-order', 'wrong-or-damaged'],
};
const LESS = 0.3;

interface Expression {
  readonly of: TicketClass;
  readonly weight: number;
  /** In the compared form; `*` at the end is any ending. */
  readonly words: readonly string[];
}

const compared = (word: string) => (word.endsWith('*') ? `${plain(word.slice(0, -1))}*` : plain(word));
const EXPRESSIONS: readonly Expression[] = Object.values(LANGUAGES).flatMap((phrases) =>
  CLASS_IDS.flatMap((of) =>
    [[phrases[of]?.strong ?? [], STRONG] as const, [phrases[of]?.weak ?? [], WEAK] as const].flatMap(
      ([list, weight]) => list.map((phrase) => ({ of, weight, words: phrase.split(' ').map(compared) })),
    ),
  ),
);
/** By their first word, and those that begin with an ending of any kind. */
const BY_FIRST = new Map<string, Expression[]>();
const OPEN: Expression[] = [];
for (const expression of EXPRESSIONS) {
  const first = expression.words[0]!;
  if (first.endsWith('*')) OPEN.push(expression);
  else BY_FIRST.set(first, [...(BY_FIRST.get(first) ?? []), expression]);
}

/** An expression that was found, and the words of the ticket that it is made of. */
export interface Found {
  readonly of: TicketClass;
  readonly weight: number;
  readonly from: number;
  readonly length: number;
}

const fits = (expected: string, word: string | undefined): boolean =>
  word !== undefined && (expected.endsWith('*') ? word.startsWith(expected.slice(0, -1)) : word === expected);

/** The expressions of a ticket. Of those of one class that overlap only the strongest counts, of equal ones the longest. */
export function expressionsIn(words: readonly Word[]): readonly Found[] {
  const all: Found[] = [];
  for (let from = 0; from < words.length; from += 1)
    for (const { of, weight, words: wanted } of [...(BY_FIRST.get(words[from]!.word) ?? []), ...OPEN])
      if (wanted.every((expected, place) => fits(expected, words[from + place]?.word)))
        all.push({ of, weight, from, length: wanted.length });
  all.sort((one, other) => other.weight - one.weight || other.length - one.length || one.from - other.from);
  const kept: Found[] = [];
  for (const found of all)
    if (
      !kept.some(
        (other) =>
          other.of === found.of &&
          other.from < found.from + found.length &&
          found.from < other.from + other.length,
      )
    )
      kept.push(found);
  return kept;
}

/** Shares of the classes before a ticket is read, by place. */
export const ASSUMED_SHARES: readonly number[] = CLASS_IDS.map((id) => TICKET_CLASSES[id].share);

/**
 * Probabilities of the classes by the expressions of a ticket, by place; they add up to 1. No class gets more than about
 * 0.9: the rule was not checked in this store.
 */
export function ruleShares(found: readonly Found[]): readonly number[] {
  const sums = CLASS_IDS.map(() => 0);
  for (const { of, weight } of found) sums[placeOf(of)]! += weight;
  const strong = new Set(found.filter(({ weight }) => weight === STRONG).map(({ of }) => of));
  for (const first of CLASS_IDS)
    if (strong.has(first)) for (const other of OVER[first] ?? []) sums[placeOf(other)]! *= LESS;
  const read = softmax(sums.map((sum, place) => Math.log(ASSUMED_SHARES[place]!) + Math.min(MOST, sum)));
  return read.map((share, place) => (1 - DOUBT) * share + DOUBT * ASSUMED_SHARES[place]!);
}

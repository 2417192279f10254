import { inflected, plural } from '@millrace/base/words';
import type { Subject } from './graph.ts';

const NOUNS: Readonly<Record<Subject, string>> = {
  customer: 'person',
  // A customer with two carts enters twice, and is still one person to write to.
  cart: 'person',
  order: 'order',
  return: 'return',
  ticket: 'ticket',
  product: 'product',
  // There is one store; each entry is a run of the flow.
  store: 'run',
};

/** The noun for one entry of a flow about this subject: `person`, `order`, `run`. */
export const subjectNoun = (subject: Subject): string => NOUNS[subject];

/** The plural of that noun: `people`, `orders`, `runs`. */
export const subjectNouns = (subject: Subject): string => inflected(2, NOUNS[subject]);

/** A number with the noun: `1 person`, `12 products`. */
export const countOfSubject = (subject: Subject, value: number): string => plural(value, NOUNS[subject]);

/** None of them, at the start of a clause with its verb in the singular: `nobody`, `no order`. */
export const noneOfSubject = (subject: Subject): string =>
  NOUNS[subject] === 'person' ? 'nobody' : `no ${NOUNS[subject]}`;

/**
 * How many different people or things entered, and how often if some entered again: `8 orders`, `8 orders (9 entries)`.
 * @param different how many different ones entered; ignored for the store, where each entry is a run
 * @param entries how many times they entered; at least `different`
 */
export function entriesOfSubject(subject: Subject, different: number, entries: number): string {
  if (subject === 'store' || entries === different) return countOfSubject(subject, entries);
  return `${countOfSubject(subject, different)} (${plural(entries, 'entry')})`;
}

/** A subject with its article: `an order`, `a product`, `the store`. */
export const withArticle = (subject: Subject): string =>
  subject === 'store' ? 'the store' : subject === 'order' ? 'an order' : `a ${subject}`;

import { plural } from '@millrace/base/words';
import type { Subject } from './graph.ts';

const NOUNS: Readonly<Record<Subject, string>> = {
  customer: 'person',
  // Somebody with two carts is in twice, and is written to as one.
  cart: 'person',
  order: 'order',
  return: 'return',
  ticket: 'ticket',
  product: 'product',
  store: 'run',
};

/** What goes through a flow about this, one of it: `person`, `order`, `run`. */
export const subjectNoun = (subject: Subject): string => NOUNS[subject];

/** So many of what goes through a flow about this: `1 person`, `12 products`. */
export const countOfSubject = (subject: Subject, value: number): string => plural(value, NOUNS[subject]);

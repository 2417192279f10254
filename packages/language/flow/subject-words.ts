import { plural } from '@millrace/base/words';
import type { Subject } from './graph.ts';

const NOUNS: Readonly<Record<Subject, string>> = {
  customer: 'person',
  // A person with two carts is enrolled twice and is still one person.
  cart: 'person',
  order: 'order',
  return: 'return',
  ticket: 'ticket',
  product: 'product',
  store: 'run',
};

/** The noun for one thing that goes through a flow about this subject: `person`, `order`, `run`. */
export const subjectNoun = (subject: Subject): string => NOUNS[subject];

/** A number of them: `1 person`, `12 products`. */
export const countOfSubject = (subject: Subject, value: number): string => plural(value, NOUNS[subject]);

/** A subject with its article: `an order`, `a product`, `the store`. */
export const withArticle = (subject: Subject): string =>
  subject === 'store' ? 'the store' : subject === 'order' ? 'an order' : `a ${subject}`;

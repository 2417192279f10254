import { dayEnds, dayIn, DAY, type Instant } from '@millrace/base';
import { longDay, plural } from '@millrace/base/words';
import type { ReturnPolicy } from './policy.ts';

/** Worst first: the answer to a whole return is the worst of its lines. */
export const RETURN_ANSWERS = ['refused', 'person', 'accepted'] as const;
export type ReturnAnswer = (typeof RETURN_ANSWERS)[number];

/** Which part of the policy gave the answer. */
export const RETURN_RULES = [
  'order-cancelled',
  'not-goods',
  'excluded',
  'already-returned',
  'too-many',
  'not-delivered',
  'too-late',
  'late',
  'reason',
  'many-returns',
  'watched',
  'within-policy',
] as const;
export type ReturnRule = (typeof RETURN_RULES)[number];

/** The order as the policy sees it. Instants are in the customer's own time. */
export interface ReturnableOrder {
  readonly placedAt: Instant;
  readonly deliveredAt: Instant | null;
  readonly cancelled: boolean;
  /** Whether the store says that nothing of it was sent yet. */
  readonly isUnsent: boolean;
}

export interface ReturnableLine {
  /** All names by which the policy may leave it out: ids of product and variant in the store, and its title. */
  readonly products: readonly string[];
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly isGoods: boolean;
  /** Units that were bought. */
  readonly quantity: number;
  /** Units that came back, or are on their way back. */
  readonly taken: number;
}

export interface ReturningCustomer {
  readonly tags: readonly string[];
  /** Returns that they asked for in the last 365 days, without this one. */
  readonly returns: number;
}

export interface ReturnQuestion {
  readonly order: ReturnableOrder;
  readonly line: ReturnableLine;
  readonly customer: ReturningCustomer;
  /** Units that are to come back. */
  readonly quantity: number;
  /** Id of the reason; null while it is not known. */
  readonly reason: string | null;
  /** In the customer's own time. */
  readonly now: Instant;
  /** The store's time zone: days begin and end there. */
  readonly zone: string;
}

export interface ReturnVerdict {
  readonly answer: ReturnAnswer;
  readonly rule: ReturnRule;
  /** What the customer reads. It says nothing about what the store thinks of them. */
  readonly sentence: string;
  /** What the team reads. */
  readonly why: string;
}

const same = (one: string, other: string) => one.trim().toLowerCase() === other.trim().toLowerCase();

/** The instant at which the window closes: the end of its last day, `extra` days later. */
export function returnableUntil(
  { placedAt, deliveredAt }: Pick<ReturnableOrder, 'placedAt' | 'deliveredAt'>,
  days: number,
  zone: string,
): Instant {
  const first = dayIn(deliveredAt ?? placedAt, zone);
  return dayEnds({ ...first, day: first.day + days }, zone);
}

/** Days for which returns of a customer are counted, in milliseconds. */
export const RETURNS_COUNTED_FOR = 365 * DAY;

/**
 * What the policy says to a line that is to come back. The first rule that applies counts: those by which it is
 * impossible come before those by which a person looks.
 */
export function judgeReturn(policy: ReturnPolicy, question: ReturnQuestion): ReturnVerdict {
  return impossible(policy, question) ?? forPerson(policy, question) ?? within(policy, question);
}

function impossible(policy: ReturnPolicy, question: ReturnQuestion): ReturnVerdict | null {
  const { order, line, quantity, now, zone } = question;
  if (order.cancelled)
    return refused('order-cancelled', 'This order was cancelled.', 'The order was cancelled.');
  if (!line.isGoods)
    return refused('not-goods', 'This cannot be returned.', 'It is a gift card or a tip, and not goods.');
  const excluded = policy.excluded.find(({ by, value }) =>
    by === 'product'
      ? line.products.some((name) => same(name, value))
      : by === 'category'
        ? line.category !== null && same(line.category, value)
        : line.tags.some((tag) => same(tag, value)),
  );
  if (excluded)
    return refused('excluded', excluded.sentence, `The ${excluded.by} “${excluded.value}” is left out.`);
  const left = line.quantity - line.taken;
  if (left <= 0)
    return refused(
      'already-returned',
      'This was returned already, or its return is under way.',
      'All of it was returned, or its return is under way.',
    );
  if (quantity > left)
    return refused('too-many', `Only ${left} of it can still be returned.`, `Only ${left} of it are left.`);
  const closes = returnableUntil(order, policy.days, zone);
  if (now < returnableUntil(order, policy.days + policy.lateDays, zone)) return null;
  return refused(
    'too-late',
    `This could be returned until ${longDay(closes - 1, zone, now)}.`,
    `The ${plural(policy.days, 'day')} of the policy, and the ${plural(policy.lateDays, 'day')} after them, are over.`,
  );
}

/** What customers read where a person looks for a reason that is not theirs to know. */
export const LOOKED_AT = 'We look at this return ourselves, and answer by e-mail.';

function forPerson(policy: ReturnPolicy, question: ReturnQuestion): ReturnVerdict | null {
  const { order, customer, reason, now, zone } = question;
  if (order.isUnsent)
    return person(
      'not-delivered',
      'This order was not sent yet. We look at it ourselves, and answer by e-mail.',
      'The order was not sent yet. Perhaps it can be cancelled.',
    );
  const closes = returnableUntil(order, policy.days, zone);
  if (now >= closes)
    return person(
      'late',
      `This could be returned until ${longDay(closes - 1, zone, now)}. We look at it ourselves, and answer by e-mail.`,
      `It is later than ${plural(policy.days, 'day')} after the ${order.deliveredAt === null ? 'order' : 'delivery'}.`,
    );
  const chosen = policy.reasons.find(({ id }) => id === reason);
  if (chosen?.toPerson)
    return person('reason', LOOKED_AT, `The reason is “${chosen.label}”, which a person always looks at.`);
  if (policy.watchedTag !== '' && customer.tags.some((tag) => same(tag, policy.watchedTag)))
    return person('watched', LOOKED_AT, `The customer has the tag “${policy.watchedTag}”.`);
  if (policy.mostPerYear !== null && customer.returns >= policy.mostPerYear)
    return person(
      'many-returns',
      LOOKED_AT,
      `The customer asked for ${plural(customer.returns, 'return')} in a year before this one.`,
    );
  return null;
}

function within(policy: ReturnPolicy, { order, now, zone }: ReturnQuestion): ReturnVerdict {
  const closes = returnableUntil(order, policy.days, zone);
  return {
    answer: 'accepted',
    rule: 'within-policy',
    sentence: `This can be returned until ${longDay(closes - 1, zone, now)}.`,
    why: 'It is within the policy.',
  };
}

const refused = (rule: ReturnRule, sentence: string, why: string): ReturnVerdict => ({
  answer: 'refused',
  rule,
  sentence,
  why,
});
const person = (rule: ReturnRule, sentence: string, why: string): ReturnVerdict => ({
  answer: 'person',
  rule,
  sentence,
  why,
});

/** The verdict on a whole return: the worst of its lines, the first of several. Null without any. */
export function worstOf(verdicts: readonly ReturnVerdict[]): ReturnVerdict | null {
  return (
    verdicts.toSorted(
      (one, other) => RETURN_ANSWERS.indexOf(one.answer) - RETURN_ANSWERS.indexOf(other.answer),
    )[0] ?? null
  );
}

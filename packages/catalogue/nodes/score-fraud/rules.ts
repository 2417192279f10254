import { DAY, type Json, type MinorUnits } from '@millrace/base';
import { listed, plural, regionName } from '@millrace/base/words';
import type { Facts } from '@millrace/flow';

/** What the rules compare with, beside the facts. */
export interface Limits {
  readonly largeFrom: MinorUnits;
  readonly manyFrom: number;
  /** Domains of e-mail addresses, in small letters. */
  readonly domains: readonly string[];
}

export type RuleName =
  | 'rated'
  | 'otherCountry'
  | 'large'
  | 'distrusted'
  | 'payments'
  | 'first'
  | 'otherAddress'
  | 'many'
  | 'atOnce';

interface Rule {
  /** What the settings call it. */
  readonly title: string;
  readonly description: string;
  /** Points of 100 that it adds unless somebody changes them. */
  readonly points: number;
  /** In a list of reasons; null when it does not hold, or nothing is known of it. */
  reason(facts: Facts, limits: Limits): string | null;
}

/** Orders within the first day of somebody that are many. */
const ORDERS_AT_ONCE = 3;
const FAILED_PAYMENTS = 3;

/**
 * The rules, strongest first. They are the signs that payment providers and stores name for card fraud: addresses that
 * differ, new customers with large baskets, many of one thing, many tries to pay. Each is a plain question to the order;
 * nothing is learned, so that an owner can read, weigh and answer for the score.
 */
export const RULES: Readonly<Record<RuleName, Rule>> = {
  rated: {
    title: 'The payment provider calls it risky',
    description: 'Your store or payment provider sent the risk “high” with the order.',
    points: 50,
    reason: ({ enrolment }) =>
      said(enrolment.event?.properties, 'riskLevel') === 'high'
        ? 'the payment provider rates it as high risk'
        : null,
  },
  otherCountry: {
    title: 'Delivered to another country',
    description: 'The country of the delivery is not the country of the card.',
    points: 30,
    reason: otherCountry,
  },
  large: {
    title: 'A large order',
    description: 'Its total is at least the amount below.',
    points: 25,
    reason: ({ order }, { largeFrom }) => (order && order.total >= largeFrom ? 'it is large' : null),
  },
  distrusted: {
    title: 'An e-mail address made to be thrown away',
    description: 'Its domain is one of those below.',
    points: 25,
    reason: ({ customer }, { domains }) => {
      const domain = customer.email?.split('@').at(-1)?.toLowerCase();
      return domain !== undefined && domains.includes(domain) ? `the e-mail address is of ${domain}` : null;
    },
  },
  payments: {
    title: 'Several failed payments',
    description: `At least ${FAILED_PAYMENTS} payments failed before this one. Needs a store that tells how many.`,
    points: 20,
    reason: ({ enrolment }) => {
      const failed = enrolment.event?.properties['failedPayments'];
      return typeof failed === 'number' && failed >= FAILED_PAYMENTS
        ? `${plural(failed, 'payment')} failed before`
        : null;
    },
  },
  first: {
    title: 'A first order',
    description: 'The customer has not ordered before.',
    points: 15,
    reason: ({ customer }) => (customer.ordersCount <= 1 ? 'it is their first order' : null),
  },
  otherAddress: {
    title: 'Delivered to another address',
    description: 'In the same country, but not to the address of the card. Presents do this too.',
    points: 10,
    reason: (facts) =>
      facts.enrolment.event?.properties['sameAddress'] === false && otherCountry(facts) === null
        ? 'it goes to another address than the card’s'
        : null,
  },
  many: {
    title: 'Many of one product',
    description: 'One line has at least the number of pieces below.',
    points: 15,
    reason: ({ order }, { manyFrom }) => {
      const most = Math.max(0, ...(order?.lines ?? []).map(({ quantity }) => quantity));
      return most >= manyFrom ? `it has ${most} of one product` : null;
    },
  },
  atOnce: {
    title: 'Several orders on the first day',
    description: `At least ${ORDERS_AT_ONCE} orders within a day of the customer’s first.`,
    points: 20,
    reason: ({ customer, order }) =>
      order !== null &&
      customer.firstOrderAt !== null &&
      customer.ordersCount >= ORDERS_AT_ONCE &&
      order.placedAt - customer.firstOrderAt < DAY
        ? `it is one of ${customer.ordersCount} orders on their first day`
        : null,
  },
};

export const RULE_NAMES = Object.keys(RULES) as readonly RuleName[];

function otherCountry({ enrolment }: Facts): string | null {
  const card = said(enrolment.event?.properties, 'billingCountry')?.toUpperCase();
  const delivery = said(enrolment.event?.properties, 'shippingCountry')?.toUpperCase();
  return card && delivery && card !== delivery
    ? `the card’s country is ${regionName(card)}, the delivery’s ${regionName(delivery)}`
    : null;
}

function said(properties: Readonly<Record<string, Json>> | undefined, name: string): string | null {
  const value = properties?.[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export interface FraudScore {
  /** 0 to 100. */
  readonly score: number;
  /** "it is large (25), it is their first order (15)", most points first; empty when no rule holds. */
  readonly reasons: string;
}

/** Adds up the points of the rules that hold; at most 100. A rule of 0 points is off. */
export function scoreFraud(
  facts: Facts,
  points: Readonly<Record<RuleName, number>>,
  limits: Limits,
): FraudScore {
  const held = RULE_NAMES.flatMap((name) => {
    const reason = points[name] > 0 ? RULES[name].reason(facts, limits) : null;
    return reason === null ? [] : [{ reason, points: points[name] }];
  }).toSorted((left, right) => right.points - left.points);
  return {
    score: Math.min(
      100,
      held.reduce((sum, one) => sum + one.points, 0),
    ),
    reasons: listed(held.map((one) => `${one.reason} (${one.points})`)),
  };
}

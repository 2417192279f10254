import { currencyDecimals } from '@millrace/base';
import type { Condition } from '@millrace/flow';

/** A segment to begin with. Nothing is saved until the user saves it. */
export interface StartingPoint {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly condition: Condition;
}

/** Segments that most stores want. @param currency of the store, ISO 4217, for amounts */
export const startingPoints = (currency: string): readonly StartingPoint[] => [
  {
    id: 'lapsed',
    name: 'Lapsed',
    description: 'Bought before, but not for three months.',
    condition: { fact: 'customer.lastOrderAt', operator: 'longer-ago-than-days', value: 90 },
  },
  {
    id: 'vip',
    name: 'VIP',
    description: 'The customers who spent most.',
    condition: {
      fact: 'customer.totalSpent',
      operator: 'at-least',
      value: 500 * 10 ** currencyDecimals(currency),
    },
  },
  {
    id: 'never-ordered',
    name: 'Subscribed, never ordered',
    description: 'Agreed to e-mail and have not bought yet.',
    condition: {
      all: [
        { fact: 'customer.consent.email', operator: 'is', value: 'subscribed' },
        { fact: 'customer.ordersCount', operator: 'is', value: 0 },
      ],
    },
  },
];

import type { Condition } from '@millrace/flow';

/** A segment to begin with. Nothing is saved until the user saves it. */
export interface StartingPoint {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly condition: Condition;
}

/** Segments that most stores want. */
export const STARTING_POINTS: readonly StartingPoint[] = [
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
    // In minor units: $500.00, and a sum of that order in yen.
    condition: { fact: 'customer.totalSpent', operator: 'at-least', value: 50_000 },
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

import type { ExpectedPath } from '../template.ts';

const KNOWN = ['trigger', 'what-is-known'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who had a ticket hears from a person and gets no e-mail',
    person: 'had-a-ticket',
    nodes: [...KNOWN, 'make-good', 'end'],
  },
  {
    promise: 'Somebody who has spent much gets a personal line',
    person: 'spends-much',
    nodes: [...KNOWN, 'own-words', 'end'],
  },
  {
    promise: 'Somebody who still looks around gets what they looked at, and no offer',
    person: 'still-looks',
    nodes: [...KNOWN, 'where-you-were', 'end'],
  },
  {
    promise: 'Somebody who has all they need is left in peace',
    person: 'has-enough',
    nodes: [...KNOWN, 'all-right', 'answer', 'end'],
  },
  {
    promise: 'Somebody for whom something went wrong gets an answer by a person',
    person: 'was-let-down',
    nodes: [...KNOWN, 'all-right', 'answer', 'heard-you', 'end'],
  },
  {
    promise: 'Only somebody who buys with discounts gets free delivery',
    person: 'waits-for-a-code',
    nodes: [...KNOWN, 'all-right', 'answer', 'some-days', 'how-they-pay', 'code', 'has-code', 'on-us', 'end'],
  },
  {
    promise: 'Without a code nobody is promised one',
    person: 'shop-refuses-code',
    nodes: [
      ...KNOWN,
      'all-right',
      'answer',
      'some-days',
      'how-they-pay',
      'code',
      'has-code',
      'your-corner',
      'end',
    ],
  },
];

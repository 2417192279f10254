import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who only looks is in the audience for 14 days',
    person: 'only-looks',
    nodes: ['trigger', 'may-we', 'into', 'watch', 'out', 'end'],
  },
  {
    promise: 'A buyer leaves it at once, and is excluded for 30 days',
    person: 'buys-after-a-week',
    nodes: ['trigger', 'may-we', 'into', 'watch', 'out-bought', 'exclude', 'thirty-days', 'include', 'end'],
  },
  {
    promise: 'Somebody with a ticket leaves it at once',
    person: 'opens-a-ticket',
    nodes: ['trigger', 'may-we', 'into', 'watch', 'out', 'end'],
  },
  {
    promise: 'Somebody who did not agree to marketing is never tagged',
    person: 'did-not-agree',
    nodes: ['trigger', 'may-we', 'end'],
  },
  {
    promise: 'Somebody who is being helped is not chased',
    person: 'has-a-ticket',
    nodes: ['trigger', 'may-we', 'end'],
  },
  {
    promise: 'Somebody with a cart is reminded by another flow, and not chased',
    person: 'has-a-cart',
    nodes: ['trigger', 'may-we', 'end'],
  },
];

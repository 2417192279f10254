import type { ExpectedPath } from '../template.ts';

const ONE = ['trigger', 'cool-down', 'what-is-known', 'its-page', 'looks-again'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who does not come back hears once',
    person: 'looks-twice',
    nodes: [...ONE, 'end'],
  },
  {
    promise: 'Somebody who looks again gets answers the next morning',
    person: 'looks-again',
    nodes: [...ONE, 'next-morning', 'questions', 'end'],
  },
  {
    promise: 'What is sold out is not offered: something close to it is',
    person: 'looks-at-sold-out',
    nodes: ['trigger', 'cool-down', 'what-is-known', 'close-to-it', 'end'],
  },
  {
    promise: 'Somebody who buys within the hour gets no e-mail',
    person: 'buys-within-the-hour',
    nodes: ['trigger', 'cool-down'],
  },
  {
    promise: 'Somebody who fills a cart is left to the reminders of the cart',
    person: 'fills-a-cart',
    nodes: ['trigger', 'cool-down'],
  },
];

import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who opens the e-mail of the cart gets one text',
    person: 'opens-the-cart-mail',
    nodes: ['trigger', 'opens-it', 'an-hour', 'still-open', 'text', 'end'],
  },
  {
    promise: 'Somebody who opens nothing gets none',
    person: 'opens-nothing',
    nodes: ['trigger', 'opens-it', 'end'],
  },
  {
    promise: 'Somebody with a ticket gets none',
    person: 'has-a-ticket',
    nodes: ['trigger', 'opens-it', 'an-hour', 'still-open', 'end'],
  },
  {
    promise: 'An order within the hour ends it',
    person: 'buys-in-time',
    nodes: ['trigger', 'opens-it', 'an-hour'],
  },
];

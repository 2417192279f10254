import type { ExpectedPath } from '../template.ts';

const TOLD_APART = ['trigger', 'who-answers', 'about'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Whoever asks where a shipped order is gets the answer that it is on its way',
    person: 'asks-where-it-is',
    nodes: [...TOLD_APART, 'look-up', 'where-it-is', 'end'],
  },
  {
    promise: 'An order that is late goes to a person',
    person: 'asks-rightly',
    nodes: [...TOLD_APART, 'look-up', 'is-late', 'end'],
  },
  {
    promise: 'Whoever asks after the delivery is treated as somebody who has not got it',
    person: 'asks-after-the-delivery',
    nodes: [...TOLD_APART, 'look-up', 'put-right', 'see-to-it', 'end'],
  },
  {
    promise: 'A class of the help desk counts as much as words',
    person: 'has-not-got-it',
    nodes: [...TOLD_APART, 'put-right', 'see-to-it', 'end'],
  },
  {
    promise: 'The wrong item is answered, and somebody puts it right',
    person: 'got-the-wrong-one',
    nodes: [...TOLD_APART, 'put-right', 'see-to-it', 'end'],
  },
  {
    promise: 'A return within 30 days gets its label and its answer',
    person: 'wants-to-return',
    nodes: [...TOLD_APART, 'policy', 'label', 'comes-back', 'end'],
  },
  {
    promise: 'A late exchange is decided by a person',
    person: 'wants-to-return-late',
    nodes: [...TOLD_APART, 'policy', 'no-policy', 'end'],
  },
  {
    promise: 'What fits nothing goes to a person',
    person: 'asks-something-else',
    nodes: [...TOLD_APART, 'other', 'end'],
  },
  {
    promise: 'What it is not sure of goes to a person',
    person: 'asks-unclearly',
    nodes: [...TOLD_APART, 'unsure', 'end'],
  },
  {
    promise: 'What is urgent goes to a person at once',
    person: 'is-in-a-hurry',
    nodes: ['trigger', 'who-answers', 'to-person-first', 'end'],
  },
  {
    promise: 'A third ticket in two weeks goes to a person',
    person: 'writes-again',
    nodes: ['trigger', 'who-answers', 'to-person-first', 'end'],
  },
  {
    promise: 'An answer that nobody reads in time goes to a person',
    person: 'where-it-is-is-not-read',
    nodes: [...TOLD_APART, 'look-up', 'where-it-is', 'where-it-is-unread', 'end'],
  },
];

import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Five stars are thanked',
    person: 'is-happy',
    nodes: ['trigger', 'stars', 'thank', 'end'],
  },
  {
    promise: 'Three stars are asked what was missing',
    person: 'misses-something',
    nodes: ['trigger', 'stars', 'ask-what', 'end'],
  },
  {
    promise: 'Somebody unhappy is written to before anything is said in public',
    person: 'is-unhappy',
    nodes: ['trigger', 'stars', 'write-first', 'say-so', 'end'],
  },
  {
    promise: 'Nobody says that somebody was written to who was not',
    person: 'unhappy-forgotten',
    nodes: ['trigger', 'stars', 'write-first', 'end'],
  },
  {
    promise: 'What nobody reads is not published',
    person: 'thank-not-read',
    nodes: ['trigger', 'stars', 'thank', 'end'],
  },
  {
    promise: 'What could not be published is answered by hand',
    person: 'thank-failed',
    nodes: ['trigger', 'stars', 'thank', 'thank-by-hand', 'end'],
  },
];

import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'When few are left, a sale ends by itself',
    person: 'few-left-in-a-sale',
    nodes: ['trigger', 'which', 'end-sale', 'end'],
  },
  {
    promise: 'What does not sell falls once, and a person decides after 30 days',
    person: 'slow-seller',
    nodes: ['trigger', 'which', 'lower-slow', 'thirty-days', 'still-slow', 'what-next', 'end'],
  },
  {
    promise: 'What sells by then is left alone',
    person: 'slow-seller-sells',
    nodes: ['trigger', 'which', 'lower-slow', 'thirty-days', 'still-slow', 'end'],
  },
  {
    promise: 'A competitor is followed only when somebody says so',
    person: 'competitor-is-cheaper',
    nodes: ['trigger', 'which', 'follow-them', 'follow', 'end'],
  },
  {
    promise: 'A price stays as it is when somebody says no',
    person: 'competitor-is-ignored',
    nodes: ['trigger', 'which', 'follow-them', 'end'],
  },
  {
    promise: 'No price goes up when nobody answers',
    person: 'sells-far-more-silence',
    nodes: ['trigger', 'which', 'raise-it', 'end'],
  },
  {
    promise: 'A change that is refused is looked at by a person',
    person: 'slow-refused',
    nodes: ['trigger', 'which', 'lower-slow', 'look-at-lower-slow', 'end'],
  },
];

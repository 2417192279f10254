import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Whoever passes 500 becomes Gold, and hears it the next morning',
    person: 'passes-500',
    nodes: ['trigger', 'which', 'tier', 'remember', 'gold-morning', 'you-are-gold', 'end'],
  },
  {
    promise: 'Whoever was thanked before is not thanked again',
    person: 'was-thanked',
    nodes: ['trigger', 'which', 'end'],
  },
  {
    promise: 'The fifth order brings points',
    person: 'fifth-order',
    nodes: ['trigger', 'which', 'points', 'fifth-morning', 'fifth-thanks', 'end'],
  },
  {
    promise: 'Without a tier called Gold nobody is told that they have it',
    person: 'no-such-tier',
    nodes: ['trigger', 'which', 'tier', 'end'],
  },
  {
    promise: 'Somebody who gives 7 is not asked to recommend you',
    person: 'content',
    nodes: ['trigger', 'which', 'end'],
  },
  {
    promise: 'Points that expire are told by text to those who agreed',
    person: 'points-by-text',
    nodes: ['trigger', 'which', 'by-text', 'points-text', 'end'],
  },
];

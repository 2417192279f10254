import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'A new product gets its page when somebody has approved it',
    person: 'linen-shirt',
    nodes: ['trigger', 'known', 'draft', 'end'],
  },
  {
    promise: 'A product without a category is completed by a person',
    person: 'no-category',
    nodes: ['trigger', 'known', 'complete-it', 'end'],
  },
  {
    promise: 'What was sent back is written by a person',
    person: 'sent-back',
    nodes: ['trigger', 'known', 'draft', 'rewrite', 'end'],
  },
  {
    promise: 'When nobody reads it, nothing is written and the owner has a task',
    person: 'nobody-reads',
    nodes: ['trigger', 'known', 'draft', 'not-read', 'end'],
  },
  {
    promise: 'What the store does not take is put in by hand',
    person: 'store-refuses',
    nodes: ['trigger', 'known', 'draft', 'by-hand', 'end'],
  },
];

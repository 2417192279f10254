import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody for whom the shop makes no code is not promised one',
    person: 'shop-refuses-code',
    nodes: [
      'trigger',
      'first-subject',
      'story',
      'to-day-2',
      'most-ordered',
      'to-day-5',
      'how-to-choose',
      'to-day-9',
      'what-they-write',
      'to-day-14',
      'code',
      'has-code',
      'end',
    ],
  },
];

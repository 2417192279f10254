import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who subscribes is greeted',
    person: 'just-subscribed',
    nodes: ['trigger', 'welcome'],
  },
];

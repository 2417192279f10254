import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody in the first wave is told at once, and hears no more without a click',
    person: 'ben',
    nodes: ['trigger', 'waves', 'it-is-back', 'clicked', 'end'],
  },
  {
    promise: 'Somebody in a later wave for whom none is left hears that it went again',
    person: 'hugo-finds-none',
    nodes: ['trigger', 'waves', 'six-hours', 'second-check', 'went-again', 'end'],
  },
  {
    promise: 'Somebody who clicked is told by text when few are left',
    person: 'elif-clicks-last-few',
    nodes: [
      'trigger',
      'waves',
      'one-day',
      'third-check',
      'it-is-back',
      'clicked',
      'sleep-on-it',
      'last-few',
      'few-left',
      'end',
    ],
  },
  {
    promise: 'Somebody who did not agree to texts gets none',
    person: 'farid-clicks-no-texts',
    nodes: ['trigger', 'waves', 'it-is-back', 'clicked', 'sleep-on-it', 'last-few', 'end'],
  },
];

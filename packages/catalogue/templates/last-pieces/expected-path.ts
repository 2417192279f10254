import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who looked hears the number once, and no more without a click',
    person: 'looked-once',
    nodes: ['trigger', 'for-whom', 'few-left', 'clicked', 'end'],
  },
  {
    promise: 'Somebody who clicked is told by text the next day',
    person: 'comes-back-by-text',
    nodes: ['trigger', 'for-whom', 'few-left', 'clicked', 'sleep-on-it', 'still-there', 'today-left', 'end'],
  },
  {
    promise: 'Whoever did not agree to texts gets none',
    person: 'has-no-texts',
    nodes: ['trigger', 'for-whom', 'few-left', 'clicked', 'sleep-on-it', 'still-there', 'end'],
  },
  {
    promise: 'At the end of a season earlier customers are told what stays',
    person: 'season-ends',
    nodes: ['trigger', 'for-whom', 'season-ends', 'end'],
  },
  {
    promise: 'Somebody who ordered lately hears nothing',
    person: 'bought-last-week',
    nodes: ['trigger', 'for-whom', 'end'],
  },
];

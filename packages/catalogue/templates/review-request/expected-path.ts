import type { ExpectedPath } from '../template.ts';

const ASKED = ['trigger', 'to-day-3', 'how-many-stars', 'answer'];
const REQUESTED = [...ASKED, 'when', 'evening', 'request', 'first-week'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody happy who writes at once gets points and thanks, and no second request',
    person: 'reviews-at-once',
    nodes: [...REQUESTED, 'points', 'thanks', 'end'],
  },
  {
    promise: 'Somebody with something for the kitchen is asked in the morning',
    person: 'reviews-after-the-text',
    nodes: [
      ...ASKED,
      'when',
      'morning',
      'request',
      'first-week',
      'by-text',
      'request-text',
      'second-week',
      'points',
      'thanks',
      'end',
    ],
  },
  {
    promise: 'Somebody without consent to texts gets none',
    person: 'reviews-for-points',
    nodes: [...REQUESTED, 'by-text', 'second-week', 'with-points', 'third-week', 'points', 'thanks', 'end'],
  },
  {
    promise: 'Somebody unhappy gets a person, and is never asked',
    person: 'is-unhappy',
    nodes: [...ASKED, 'put-right', 'end'],
  },
  {
    promise: 'Somebody who says nothing is not asked for a review',
    person: 'says-nothing',
    nodes: [...ASKED, 'end'],
  },
];

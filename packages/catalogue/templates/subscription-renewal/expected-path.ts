import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Whoever says nothing is told once that it renews',
    person: 'says-nothing',
    nodes: ['trigger', 'which', 'it-renews', 'answer', 'end'],
  },
  {
    promise: 'Whoever wants it later gets it changed by a person',
    person: 'wants-it-later',
    nodes: ['trigger', 'which', 'it-renews', 'answer', 'change-it', 'end'],
  },
  {
    promise: 'A failed payment is told by text, then by e-mail, then by a person',
    person: 'card-ran-out-texts',
    nodes: [
      'trigger',
      'which',
      'by-text',
      'failed-text',
      'three-days',
      'still-failed',
      'four-days',
      'write-to-them',
      'end',
    ],
  },
  {
    promise: 'Whoever pays hears no more',
    person: 'pays-after-two-days',
    nodes: ['trigger', 'which', 'by-text', 'failed-email', 'three-days'],
  },
];

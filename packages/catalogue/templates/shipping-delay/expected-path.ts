import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who agreed to texts gets one at once',
    person: 'reads-a-text',
    nodes: ['trigger', 'by-text', 'late-text', 'five-days', 'worth', 'your-choice', 'answer', 'end'],
  },
  {
    promise: 'When it arrives, nothing more comes',
    person: 'comes-after-two-days',
    nodes: ['trigger', 'by-text', 'late-email', 'five-days'],
  },
  {
    promise: 'Somebody who ordered much is called',
    person: 'ordered-much',
    nodes: ['trigger', 'by-text', 'late-email', 'five-days', 'worth', 'call-them', 'end'],
  },
  {
    promise: 'Whoever wants it again gets it by a person',
    person: 'wants-it-again',
    nodes: [
      'trigger',
      'by-text',
      'late-email',
      'five-days',
      'worth',
      'your-choice',
      'answer',
      'send-again',
      'end',
    ],
  },
  {
    promise: 'Whoever wants their money gets it by a person',
    person: 'wants-money',
    nodes: [
      'trigger',
      'by-text',
      'late-text',
      'five-days',
      'worth',
      'your-choice',
      'answer',
      'give-back',
      'end',
    ],
  },
];

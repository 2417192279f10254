import type { ExpectedPath } from '../template.ts';

const ASKED = ['three-days', 'how-goes-it', 'answer'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody content with a shirt hears on day 10 what goes with it',
    person: 'all-well-with-a-shirt',
    nodes: ['trigger', 'what-it-is', 'guide-worn', ...ASKED, 'to-day-10', 'goes-with-it', 'end'],
  },
  {
    promise: 'Somebody who cannot get it to work is told what to try, and is sold nothing',
    person: 'stuck-with-a-lamp',
    nodes: ['trigger', 'what-it-is', 'guide-set-up', ...ASKED, 'get-it-going', 'end'],
  },
  {
    promise: 'The wrong size is exchanged',
    person: 'wrong-size',
    nodes: ['trigger', 'what-it-is', 'guide-worn', ...ASKED, 'exchange-it', 'end'],
  },
  {
    promise: 'What is broken becomes a task of the team',
    person: 'broken-pan',
    nodes: ['trigger', 'what-it-is', 'guide-set-up', ...ASKED, 'put-right', 'end'],
  },
  {
    promise: 'Somebody with a ticket is asked when it is closed',
    person: 'ticket-is-solved',
    nodes: [
      'trigger',
      'what-it-is',
      'guide-set-up',
      'three-days',
      'ticket-closed',
      'how-goes-it',
      'answer',
      'to-day-10',
      'goes-with-it',
      'end',
    ],
  },
  {
    promise: 'Somebody whose ticket stays open gets nothing more',
    person: 'ticket-stays-open',
    nodes: ['trigger', 'what-it-is', 'guide-worn', 'three-days', 'ticket-closed', 'end'],
  },
];

import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  {
    sentence: 'The page of the account where a card is changed.',
    nodes: ['failed-email', 'still-failed', 'failed-text'],
  },
  { sentence: 'What people can change about a renewal.', nodes: ['it-renews'] },
];

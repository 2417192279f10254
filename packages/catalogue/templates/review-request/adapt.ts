import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  {
    sentence: 'The address behind the button, if your reviews are on a platform.',
    nodes: ['request', 'with-points'],
  },
  { sentence: 'The points for a review, or another thank-you.', nodes: ['points'] },
];

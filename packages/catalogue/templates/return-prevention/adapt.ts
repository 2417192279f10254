import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'A path for each of your categories.', nodes: ['what-it-is'] },
  {
    sentence: 'The guides: what your customers ask about, a sentence for each product that comes back often.',
    nodes: ['guide-set-up', 'guide-worn', 'guide-any'],
  },
];

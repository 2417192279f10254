import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The categories that get tips of their own.', nodes: ['what-it-is'] },
  { sentence: 'The tips, for what you sell most.', nodes: ['tips-worn', 'tips-home', 'tips-any'] },
];

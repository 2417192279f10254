import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The names of the categories, as your store has them.', nodes: ['what-it-is'] },
  { sentence: 'What to care for, and how, in what you sell.', nodes: ['keep-it', 'care'] },
];

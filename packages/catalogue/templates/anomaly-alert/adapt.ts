import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The numbers for which somebody would get up.', nodes: ['trigger'] },
  { sentence: 'Who hears of which.', nodes: ['tell-owners', 'tell-all'] },
];

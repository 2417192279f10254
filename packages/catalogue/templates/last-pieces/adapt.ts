import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The tag that your store gives to what is not reordered.', nodes: ['for-whom'] },
  { sentence: 'From how few pieces on you tell people.', nodes: ['trigger'] },
];

import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'How many days before, and how likely it has to be.', nodes: ['trigger'] },
  { sentence: 'How much longer it lasts for those who said so.', nodes: ['slow-supply'] },
];

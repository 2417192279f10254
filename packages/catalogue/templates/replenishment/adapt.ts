import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The products or categories that are used up.', nodes: ['trigger'] },
  { sentence: 'How many days one lasts.', nodes: ['slow-user', 'supply', 'slow-supply'] },
];

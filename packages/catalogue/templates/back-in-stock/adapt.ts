import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'How long the first wave has before the second.', nodes: ['six-hours'] },
  { sentence: 'How large the waves are.', nodes: ['waves'] },
];

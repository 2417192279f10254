import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The percentages by which a price may move.', nodes: ['lower-slow', 'raise', 'follow'] },
  { sentence: 'Who may approve.', nodes: ['raise-it', 'follow-them'] },
];

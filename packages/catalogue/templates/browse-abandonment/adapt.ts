import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The three answers: your own terms of delivery and return.', nodes: ['questions'] },
  { sentence: 'How long to wait before the first e-mail.', nodes: ['cool-down'] },
];

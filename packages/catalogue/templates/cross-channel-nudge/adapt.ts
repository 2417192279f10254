import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The words of the one text, so that it sounds like you.', nodes: ['text'] },
];

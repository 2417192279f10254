import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The draft, in your voice. For three kinds of products make three paths.', nodes: ['draft'] },
];

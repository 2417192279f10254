import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The three answers, in your voice.', nodes: ['where-it-is', 'comes-back', 'put-right'] },
  { sentence: 'Which questions they answer, and how sure it has to be.', nodes: ['about'] },
];

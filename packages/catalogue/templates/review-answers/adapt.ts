import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The three drafts, in your voice.', nodes: ['thank', 'ask-what', 'say-so'] },
  { sentence: 'From how many stars a person writes first.', nodes: ['stars'] },
];

import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The categories that get care tips of their own.', nodes: ['what-it-is'] },
  { sentence: 'The three texts on care.', nodes: ['care-worn', 'care-home', 'care-any'] },
];

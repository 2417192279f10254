import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The words of both e-mails, in your voice.', nodes: ['reminder', 'social-proof'] },
  { sentence: 'The discount of the text: try 5 % before 10 %.', nodes: ['code'] },
];

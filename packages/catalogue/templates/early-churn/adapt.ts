import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'From which spend a person calls before an e-mail goes.', nodes: ['what-is-known'] },
  { sentence: 'The offer for those who need one.', nodes: ['code'] },
];

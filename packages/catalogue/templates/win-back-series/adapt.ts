import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'After how many days without an order somebody counts as gone quiet.', nodes: ['trigger'] },
  { sentence: 'The two offers.', nodes: ['code-10', 'code-15'] },
  { sentence: 'The last question before you stop writing.', nodes: ['shall-we-stop'] },
];

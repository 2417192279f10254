import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  {
    sentence:
      'How much is ordered where nothing can be suggested, and above which amount somebody else agrees.',
    nodes: ['order'],
  },
  { sentence: 'How long a supplier has before you ask.', nodes: ['delivery'] },
];

import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  {
    sentence: 'Your own story in the first e-mail, in three sentences. Nobody else can write it.',
    nodes: ['story', 'story-start'],
  },
  { sentence: 'How to choose among what you sell.', nodes: ['how-to-choose'] },
  { sentence: 'The offer for a first order.', nodes: ['code'] },
];

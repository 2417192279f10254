import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  {
    sentence: 'How many views make somebody worth an advertisement: what one in ten of your visitors does.',
    nodes: ['may-we'],
  },
  { sentence: 'The tags that your advertising system reads.', nodes: ['into', 'exclude'] },
];

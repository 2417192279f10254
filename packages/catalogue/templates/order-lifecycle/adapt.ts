import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'From which total an order is large: your largest twentieth.', nodes: ['risk'] },
  { sentence: 'From which value a problem is looked at first: your average order.', nodes: ['worth'] },
];

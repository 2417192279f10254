import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The amount from which somebody is one of your best customers.', nodes: ['which'] },
  { sentence: 'The name of the tier.', nodes: ['tier'] },
  { sentence: 'How many points the fifth order earns.', nodes: ['points'] },
];

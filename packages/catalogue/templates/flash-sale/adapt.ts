import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  {
    sentence: 'Whom it is for: choose the audience, and leave out who pays full price anyway.',
    nodes: ['trigger'],
  },
  { sentence: 'How much off, and for how long.', nodes: ['code'] },
];

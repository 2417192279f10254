import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'What is accepted without asking anybody.', nodes: ['policy'] },
  { sentence: 'How a parcel comes back to you.', nodes: ['accepted'] },
];

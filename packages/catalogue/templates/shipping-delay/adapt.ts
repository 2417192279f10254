import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The days your carrier needs to find a parcel.', nodes: ['five-days'] },
  { sentence: 'From which value somebody calls.', nodes: ['worth'] },
];

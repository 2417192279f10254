import type { Template } from '../template.ts';

export const adapt: Template['adapt'] = [
  { sentence: 'The hour of the report.', nodes: ['trigger'] },
  { sentence: 'Who gets the day, the week and the month.', nodes: ['yesterday', 'week', 'month'] },
];

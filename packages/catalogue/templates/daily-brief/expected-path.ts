import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'On a Wednesday there is one report',
    person: 'a-wednesday',
    nodes: ['trigger', 'yesterday', 'which-day', 'weekday', 'end'],
  },
  {
    promise: 'On a Monday the week follows',
    person: 'a-monday',
    nodes: ['trigger', 'yesterday', 'which-day', 'weekday', 'week', 'end'],
  },
  {
    promise: 'On a Monday that is the first, there are all three',
    person: 'a-first-on-a-monday',
    nodes: ['trigger', 'yesterday', 'which-day', 'month', 'weekday', 'week', 'end'],
  },
  {
    promise: 'A report that could not be sent becomes a task',
    person: 'no-mail-connection',
    nodes: ['trigger', 'yesterday', 'not-sent', 'end'],
  },
];

import type { ExpectedPath } from '../template.ts';

const CODE = ['trigger', 'code', 'has-code', 'by-text'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who agreed to texts gets one text, and no more without a click',
    person: 'gets-a-text',
    nodes: [...CODE, 'text', 'next-day', 'clicked', 'end'],
  },
  {
    promise: 'Somebody who did not gets one e-mail',
    person: 'gets-an-email',
    nodes: [...CODE, 'email', 'next-day', 'clicked', 'end'],
  },
  {
    promise: 'Somebody who clicked is told once when it ends',
    person: 'clicks-the-text',
    nodes: [...CODE, 'text', 'next-day', 'clicked', 'it-ends', 'end'],
  },
  {
    promise: 'Somebody who buys hears no more',
    person: 'buys-at-once',
    nodes: [...CODE, 'text', 'next-day'],
  },
  {
    promise: 'Without a code nobody is promised one',
    person: 'shop-refuses-code',
    nodes: ['trigger', 'code', 'has-code', 'end'],
  },
];

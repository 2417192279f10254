import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'For a shirt there is care before the second wash',
    person: 'has-a-shirt',
    nodes: ['trigger', 'what-it-is', 'to-day-5', 'care', 'end'],
  },
  {
    promise: 'For headphones there are accessories, and one text for whoever clicked',
    person: 'has-headphones-and-clicks',
    nodes: [
      'trigger',
      'what-it-is',
      'to-day-3',
      'accessories',
      'clicked',
      'by-text',
      'to-day-10',
      'text',
      'end',
    ],
  },
  {
    promise: 'Whoever did not click gets no text',
    person: 'has-headphones',
    nodes: ['trigger', 'what-it-is', 'to-day-3', 'accessories', 'clicked', 'end'],
  },
  {
    promise: 'Whoever did not agree to texts gets none',
    person: 'clicks-without-texts',
    nodes: ['trigger', 'what-it-is', 'to-day-3', 'accessories', 'clicked', 'by-text', 'end'],
  },
  {
    promise: 'For a sofa nothing is sold',
    person: 'has-a-sofa',
    nodes: ['trigger', 'what-it-is', 'to-day-30', 'keep-it', 'end'],
  },
];

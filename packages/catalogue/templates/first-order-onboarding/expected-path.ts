import type { ExpectedPath } from '../template.ts';

const SHIPPED = ['trigger', 'welcome', 'ships', 'on-its-way', 'arrives', 'what-it-is'];
const MONTH = ['to-day-14', 'goes-with-it', 'to-day-30', 'how-many-stars', 'stars'];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody happy with a shirt is asked for a review after a month',
    person: 'happy-with-a-shirt',
    nodes: [...SHIPPED, 'tips-worn', 'three-days', 'check-in', 'answer', ...MONTH, 'review', 'end'],
  },
  {
    promise: 'A question brings a person, and few stars bring one again',
    person: 'asks-about-a-pan',
    nodes: [
      ...SHIPPED,
      'tips-home',
      'three-days',
      'check-in',
      'answer',
      'answer-it',
      ...MONTH,
      'ask-why',
      'end',
    ],
  },
  {
    promise: 'An order that does not ship becomes a task, and gets no tips for its first use',
    person: 'never-ships',
    nodes: [
      'trigger',
      'welcome',
      'ships',
      'not-shipped',
      'arrives',
      'three-days',
      'check-in',
      'answer',
      ...MONTH,
      'end',
    ],
  },
  {
    promise: 'Whoever cancels hears no more',
    person: 'cancels',
    nodes: ['trigger', 'welcome', 'ships'],
  },
];

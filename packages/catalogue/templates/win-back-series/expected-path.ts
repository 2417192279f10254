import type { ExpectedPath } from '../template.ts';

const QUIET = [
  'trigger',
  'own-rhythm',
  'goes-with-it',
  'to-day-105',
  'what-others-buy',
  'to-day-120',
  'how-they-pay',
];

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody who buys once a year hears a week before their time, and nothing else',
    person: 'buys-once-a-year',
    nodes: ['trigger', 'own-rhythm', 'your-time', 'end'],
  },
  {
    promise: 'Somebody who pays full price gets no code, and is not asked to leave when they read',
    person: 'pays-full-price',
    nodes: [...QUIET, 'news', 'to-day-135', 'still-reads', 'end'],
  },
  {
    promise: 'Somebody who opened nothing and does not answer is left in peace',
    person: 'bought-once',
    nodes: [
      ...QUIET,
      'news',
      'to-day-135',
      'still-reads',
      'shall-we-stop',
      'answer',
      'stop',
      'sunset',
      'end',
    ],
  },
  {
    promise: 'Somebody who says “go on” is not tagged',
    person: 'says-go-on',
    nodes: [...QUIET, 'news', 'to-day-135', 'still-reads', 'shall-we-stop', 'answer', 'end'],
  },
  {
    promise: 'Somebody who says “stop” is tagged at once',
    person: 'says-stop',
    nodes: [
      ...QUIET,
      'news',
      'to-day-135',
      'still-reads',
      'shall-we-stop',
      'answer',
      'stop',
      'sunset',
      'end',
    ],
  },
  {
    promise: 'Somebody who buys after a week hears once',
    person: 'buys-after-a-week',
    nodes: ['trigger', 'own-rhythm', 'goes-with-it', 'to-day-105'],
  },
  {
    promise: 'Somebody who waits for offers and has spent much gets 15%',
    person: 'likes-a-bargain',
    nodes: [...QUIET, 'code-15', 'has-code', 'offer-email', 'to-day-135', 'still-reads', 'end'],
  },
  {
    promise: 'Without a code nobody is promised one',
    person: 'shop-refuses-code',
    nodes: [
      ...QUIET,
      'code-15',
      'has-code',
      'news',
      'to-day-135',
      'still-reads',
      'shall-we-stop',
      'answer',
      'stop',
      'sunset',
      'end',
    ],
  },
];

import type { ExpectedPath } from '../template.ts';

export const expectedPaths: readonly ExpectedPath[] = [
  {
    promise: 'Somebody with whom all is well is asked for a review, after the delivery',
    person: 'happy-with-a-shirt',
    nodes: [
      'trigger',
      'what-it-is',
      'care-worn',
      'to-day-2',
      'goes-with-it',
      'delivered',
      'settle-in',
      'how-was-it',
      'answer',
      'review',
      'end',
    ],
  },
  {
    promise: 'Somebody with a problem gets a person and no request for a review',
    person: 'unhappy-with-a-pan',
    nodes: [
      'trigger',
      'what-it-is',
      'care-home',
      'to-day-2',
      'goes-with-it',
      'delivered',
      'settle-in',
      'how-was-it',
      'answer',
      'put-right',
      'end',
    ],
  },
  {
    promise: 'A parcel that nobody saw arrive is asked after on day 14, and looked for',
    person: 'parcel-lost',
    nodes: [
      'trigger',
      'what-it-is',
      'care-any',
      'to-day-2',
      'goes-with-it',
      'delivered',
      'how-was-it',
      'answer',
      'find-it',
      'end',
    ],
  },
  {
    promise: 'Somebody who cancels hears no more',
    person: 'cancels',
    nodes: ['trigger', 'what-it-is', 'care-worn', 'to-day-2'],
  },
];

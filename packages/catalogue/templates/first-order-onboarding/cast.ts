import {
  DAY,
  HOUR,
  NEWCOMER,
  happens,
  line,
  ofOrder,
  order,
  somebody,
  type Answer,
  type CastMember,
  type Casting,
} from '../cast.ts';
import type { Instant } from '@millrace/base';
import { A_QUESTION } from './content/emails.ts';

interface Orders {
  readonly category?: string;
  /** Days after the order. */
  readonly shipsAfter?: number;
  readonly arrivesAfter?: number;
  readonly asks?: boolean;
  readonly stars?: number;
  /** An event that ends it, and the days after the order. */
  readonly later?: readonly [string, number];
}

const answer = (properties: Answer['properties']): readonly Answer[] => [
  { event: 'survey-answered', after: 4 * HOUR, ...(properties ? { properties } : {}) },
];

function orders(
  who: string,
  from: Instant,
  { category = 'Shirts', shipsAfter, arrivesAfter, asks = false, stars, later }: Orders,
): CastMember {
  const it = order(`${who}/order`, from, { lines: [line({ category })] });
  const of = (type: string, after: number) => ofOrder(type, from + after * DAY, it, who);
  return somebody(who, from, {
    customer: NEWCOMER,
    events: [
      ofOrder('order-placed', from, it, who),
      ...(shipsAfter === undefined ? [] : [of('order-fulfilled', shipsAfter)]),
      ...(arrivesAfter === undefined ? [] : [of('order-delivered', arrivesAfter)]),
      ...(later === undefined
        ? []
        : [
            later[0].startsWith('order-')
              ? of(later[0], later[1])
              : happens(later[0], from + later[1] * DAY, { who }),
          ]),
    ],
    answers: {
      ...(asks ? { 'check-in': answer({ answer: A_QUESTION }) } : {}),
      ...(stars === undefined ? {} : { 'how-many-stars': answer({ score: stars }) }),
    },
  });
}

export const cast: Casting = (from) => ({
  'happy-with-a-shirt': orders('happy-with-a-shirt', from, { shipsAfter: 1, arrivesAfter: 4, stars: 5 }),
  'asks-about-a-pan': orders('asks-about-a-pan', from, {
    category: 'kitchen',
    shipsAfter: 2,
    arrivesAfter: 5,
    asks: true,
    stars: 2,
  }),
  'quiet-with-a-tent': orders('quiet-with-a-tent', from, {
    category: 'outdoor',
    shipsAfter: 1,
    arrivesAfter: 3,
  }),
  'never-ships': orders('never-ships', from, {}),
  cancels: orders('cancels', from, { later: ['order-cancelled', 1] }),
  'is-refunded': orders('is-refunded', from, { later: ['order-refunded', 3] }),
  'sends-it-back': orders('sends-it-back', from, {
    shipsAfter: 1,
    arrivesAfter: 3,
    later: ['return-requested', 5],
  }),
  'opens-a-ticket': orders('opens-a-ticket', from, { shipsAfter: 1, later: ['ticket-opened', 2] }),
});

import {
  BY_EMAIL,
  DAY,
  HOUR,
  happens,
  line,
  ofOrder,
  order,
  somebody,
  type CastMember,
  type Casting,
} from '../cast.ts';
import type { Instant } from '@millrace/base';

interface Gets {
  readonly category?: string;
  readonly stars?: number;
  /** Days after the delivery. */
  readonly reviewsAfter?: number;
  readonly noTexts?: boolean;
  /** An event that ends it, and the days after the delivery. */
  readonly later?: readonly [string, number];
}

function gets(
  who: string,
  from: Instant,
  { category = 'Shirts', stars, reviewsAfter, noTexts = false, later }: Gets = {},
): CastMember {
  const it = order(`${who}/order`, from - 4 * DAY, { lines: [line({ category })], fulfilment: 'delivered' });
  const ending =
    later === undefined
      ? []
      : later[0] === 'order-refunded'
        ? [ofOrder(later[0], from + later[1] * DAY, it, who)]
        : [happens(later[0], from + later[1] * DAY, { who })];
  return somebody(who, from, {
    ...(noTexts ? { customer: { consent: BY_EMAIL } } : {}),
    orders: [it],
    events: [
      ofOrder('order-delivered', from, it, who),
      ...(reviewsAfter === undefined
        ? []
        : [
            happens('review-posted', from + reviewsAfter * DAY, {
              who,
              productId: 'linen-shirt',
              properties: { stars: 5 },
            }),
          ]),
      ...ending,
    ],
    ...(stars === undefined
      ? {}
      : {
          answers: {
            'how-many-stars': [{ event: 'survey-answered', after: 2 * HOUR, properties: { score: stars } }],
          },
        }),
  });
}

export const cast: Casting = (from) => ({
  'reviews-at-once': gets('reviews-at-once', from, { stars: 5, reviewsAfter: 8 }),
  'reviews-after-the-text': gets('reviews-after-the-text', from, {
    category: 'kitchen',
    stars: 4,
    reviewsAfter: 16,
  }),
  'reviews-for-points': gets('reviews-for-points', from, { stars: 4, reviewsAfter: 23, noTexts: true }),
  'never-reviews': gets('never-reviews', from, { stars: 5 }),
  'is-unhappy': gets('is-unhappy', from, { stars: 2 }),
  'says-nothing': gets('says-nothing', from),
  'sends-it-back': gets('sends-it-back', from, { later: ['return-requested', 2] }),
  'is-refunded': gets('is-refunded', from, { later: ['order-refunded', 2] }),
  'opens-a-ticket': gets('opens-a-ticket', from, { later: ['ticket-opened', 1] }),
});

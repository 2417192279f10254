import {
  BY_EMAIL,
  DAY,
  HOUR,
  buys,
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
  readonly clicks?: boolean;
  readonly noTexts?: boolean;
  /** An event that ends it, and the days after the delivery. */
  readonly later?: readonly [string, number];
}

function gets(
  who: string,
  from: Instant,
  category: string,
  { clicks = false, noTexts = false, later }: Gets = {},
): CastMember {
  const it = order(`${who}/order`, from - 4 * DAY, { lines: [line({ category })], fulfilment: 'delivered' });
  const ending = (type: string, at: Instant) => {
    if (type === 'order-placed') return buys(who, at);
    return type === 'order-refunded' ? ofOrder(type, at, it, who) : happens(type, at, { who });
  };
  return somebody(who, from, {
    ...(noTexts ? { customer: { consent: BY_EMAIL } } : {}),
    orders: [it],
    events: [
      ofOrder('order-delivered', from, it, who),
      ...(later === undefined ? [] : [ending(later[0], from + later[1] * DAY)]),
    ],
    ...(clicks ? { answers: { accessories: [{ event: 'message-clicked', after: 20 * HOUR }] } } : {}),
  });
}

export const cast: Casting = (from) => ({
  'has-a-shirt': gets('has-a-shirt', from, 'Shirts'),
  'has-headphones': gets('has-headphones', from, 'audio'),
  'has-headphones-and-clicks': gets('has-headphones-and-clicks', from, 'audio', { clicks: true }),
  'clicks-without-texts': gets('clicks-without-texts', from, 'audio', { clicks: true, noTexts: true }),
  'has-a-sofa': gets('has-a-sofa', from, 'furniture'),
  'has-a-tent': gets('has-a-tent', from, 'outdoor'),
  'buys-again': gets('buys-again', from, 'Shirts', { later: ['order-placed', 2] }),
  'sends-it-back': gets('sends-it-back', from, 'outdoor', { later: ['return-requested', 3] }),
  'is-refunded': gets('is-refunded', from, 'furniture', { later: ['order-refunded', 8] }),
});

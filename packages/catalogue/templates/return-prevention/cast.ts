import {
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
import { ALL_WELL, BROKEN, DOES_NOT_FIT, STUCK } from './content/emails.ts';

interface Gets {
  readonly category?: string;
  readonly says?: string;
  /** Events of the person, each with the days after the delivery. */
  readonly later?: readonly (readonly [string, number])[];
}

function gets(who: string, from: Instant, { category = 'Shirts', says, later = [] }: Gets = {}): CastMember {
  const it = order(`${who}/order`, from - 4 * DAY, { lines: [line({ category })], fulfilment: 'delivered' });
  return somebody(who, from, {
    orders: [it],
    events: [
      ofOrder('order-delivered', from, it, who),
      ...later.map(([type, after]) =>
        type.startsWith('order-')
          ? ofOrder(type, from + after * DAY, it, who)
          : happens(type, from + after * DAY, { who, properties: { ticketId: `${who}/ticket` } }),
      ),
    ],
    ...(says === undefined
      ? {}
      : {
          answers: {
            'how-goes-it': [{ event: 'survey-answered', after: 3 * HOUR, properties: { answer: says } }],
          },
        }),
  });
}

export const cast: Casting = (from) => ({
  'all-well-with-a-shirt': gets('all-well-with-a-shirt', from, { says: ALL_WELL }),
  'stuck-with-a-lamp': gets('stuck-with-a-lamp', from, { category: 'electronics', says: STUCK }),
  'wrong-size': gets('wrong-size', from, { says: DOES_NOT_FIT }),
  'broken-pan': gets('broken-pan', from, { category: 'kitchen', says: BROKEN }),
  'says-nothing': gets('says-nothing', from, { category: 'outdoor' }),
  'ticket-is-solved': gets('ticket-is-solved', from, {
    category: 'electronics',
    later: [
      ['ticket-opened', 1],
      ['ticket-closed', 10],
    ],
  }),
  'ticket-stays-open': gets('ticket-stays-open', from, { later: [['ticket-opened', 2]] }),
  'sends-it-back': gets('sends-it-back', from, { later: [['return-requested', 5]] }),
  'is-refunded': gets('is-refunded', from, { later: [['order-refunded', 2]] }),
});

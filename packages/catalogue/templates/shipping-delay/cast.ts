import { BY_EMAIL, DAY, HOUR, ofOrder, order, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant, Json } from '@millrace/base';
import { MONEY_BACK, SEND_AGAIN, WAIT } from './content/messages.ts';

interface Waits {
  /** Minor units. */
  readonly total?: number;
  readonly texts?: boolean;
  readonly delay?: Readonly<Record<string, Json>>;
  readonly says?: string;
  /** An event of the order that ends it, and the days after the delay. */
  readonly later?: readonly [string, number];
}

function waits(
  who: string,
  from: Instant,
  { total = 6_900, texts = false, delay = {}, says, later }: Waits = {},
): CastMember {
  const it = order(`${who}/order`, from - 4 * DAY, { total, fulfilment: 'fulfilled' });
  return somebody(who, from, {
    ...(texts ? {} : { customer: { consent: BY_EMAIL } }),
    orders: [it],
    events: [
      ofOrder('shipment-delayed', from, it, who, {
        properties: { orderId: it.id, carrier: 'DHL', ...delay },
      }),
      ...(later === undefined ? [] : [ofOrder(later[0], from + later[1] * DAY, it, who)]),
    ],
    ...(says === undefined
      ? {}
      : {
          answers: {
            'your-choice': [{ event: 'survey-answered', after: 4 * HOUR, properties: { answer: says } }],
          },
        }),
  });
}

export const cast: Casting = (from) => ({
  'reads-a-text': waits('reads-a-text', from, {
    texts: true,
    delay: { expectedAt: new Date(from + 3 * DAY).toISOString() },
  }),
  'reads-an-email': waits('reads-an-email', from, { delay: { reason: 'Snow on the road' } }),
  'waits-longer': waits('waits-longer', from, { says: WAIT }),
  'wants-it-again': waits('wants-it-again', from, { says: SEND_AGAIN }),
  'wants-money': waits('wants-money', from, { texts: true, says: MONEY_BACK }),
  'ordered-much': waits('ordered-much', from, { total: 24_000 }),
  'comes-after-two-days': waits('comes-after-two-days', from, { later: ['order-delivered', 2] }),
  cancels: waits('cancels', from, { later: ['order-cancelled', 1] }),
  'is-refunded': waits('is-refunded', from, { later: ['order-refunded', 6] }),
});

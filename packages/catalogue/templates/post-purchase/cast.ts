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
import { ALL_GOOD, NOT_HERE, NOT_RIGHT } from './content/emails.ts';

interface Goes {
  readonly category?: string;
  /** Days after the order. */
  readonly arrives?: number;
  readonly says?: string;
  /** Another event of the order or of the person, and the hours after the order. */
  readonly later?: readonly [string, number];
}

function orders(who: string, from: Instant, { category = 'Shirts', arrives, says, later }: Goes): CastMember {
  const it = order(`${who}/order`, from, { lines: [line({ category })] });
  return somebody(who, from, {
    events: [
      ofOrder('order-placed', from, it, who),
      ...(arrives === undefined
        ? []
        : [ofOrder('order-delivered', from + arrives * DAY, { ...it, fulfilment: 'delivered' }, who)]),
      ...(later === undefined
        ? []
        : later[0].startsWith('order-')
          ? [ofOrder(later[0], from + later[1] * HOUR, it, who)]
          : [happens(later[0], from + later[1] * HOUR, { who })]),
    ],
    ...(says === undefined
      ? {}
      : {
          answers: {
            'how-was-it': [{ event: 'survey-answered', after: 3 * HOUR, properties: { answer: says } }],
          },
        }),
  });
}

export const cast: Casting = (from) => ({
  'happy-with-a-shirt': orders('happy-with-a-shirt', from, { arrives: 4, says: ALL_GOOD }),
  'unhappy-with-a-pan': orders('unhappy-with-a-pan', from, {
    category: 'kitchen',
    arrives: 5,
    says: NOT_RIGHT,
  }),
  'parcel-lost': orders('parcel-lost', from, { category: 'outdoor', says: NOT_HERE }),
  'says-nothing': orders('says-nothing', from, {}),
  cancels: orders('cancels', from, { later: ['order-cancelled', 3] }),
  'is-refunded': orders('is-refunded', from, { later: ['order-refunded', 60] }),
  'sends-it-back': orders('sends-it-back', from, { arrives: 3, later: ['return-requested', 100] }),
  'writes-to-us': orders('writes-to-us', from, { arrives: 3, later: ['ticket-opened', 80] }),
});

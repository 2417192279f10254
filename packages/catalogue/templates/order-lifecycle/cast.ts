import { DAY, HOUR, NEWCOMER, ofOrder, order, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';
import { ALL_WELL, NOT_HERE, NOT_RIGHT } from './content/emails.ts';

interface Orders {
  /** Minor units. */
  readonly total?: number;
  readonly isFirst?: boolean;
  /** Goes to another country than the card's. */
  readonly isAbroad?: boolean;
  /** Events of the order, each with the days after it was placed, and a reason. */
  readonly later?: readonly (readonly [string, number, string?])[];
  readonly says?: string;
  readonly calls?: CastMember['calls'];
}

function orders(
  who: string,
  from: Instant,
  { total = 6_900, isFirst = false, isAbroad = false, later = [], says, calls }: Orders = {},
): CastMember {
  const it = order(`${who}/order`, from, { total });
  return somebody(who, from, {
    ...(isFirst ? { customer: NEWCOMER } : {}),
    events: [
      ofOrder('order-placed', from, it, who, {
        properties: {
          orderId: it.id,
          billingCountry: 'US',
          shippingCountry: isAbroad ? 'PT' : 'US',
          sameAddress: !isAbroad,
        },
      }),
      ...later.map(([type, after, reason]) =>
        ofOrder(type, from + after * DAY, it, who, {
          properties: { orderId: it.id, ...(reason === undefined ? {} : { reason }) },
        }),
      ),
    ],
    ...(says === undefined
      ? {}
      : {
          answers: {
            'did-it-arrive': [{ event: 'survey-answered', after: 3 * HOUR, properties: { answer: says } }],
          },
        }),
    ...(calls ? { calls } : {}),
  });
}

const ARRIVES = [
  ['order-fulfilled', 1],
  ['order-delivered', 4],
] as const;
const large = { total: 56_000, isFirst: true, isAbroad: true };

export const cast: Casting = (from) => ({
  'all-well': orders('all-well', from, { later: ARRIVES, says: ALL_WELL }),
  'says-nothing': orders('says-nothing', from, {
    later: [
      ['order-fulfilled', 4],
      ['order-delivered', 13],
    ],
  }),
  'not-where-it-should-be': orders('not-where-it-should-be', from, { later: ARRIVES, says: NOT_HERE }),
  'not-as-it-should-be': orders('not-as-it-should-be', from, { later: ARRIVES, says: NOT_RIGHT }),
  'comes-in-parts': orders('comes-in-parts', from, {
    later: [
      ['order-partially-fulfilled', 2],
      ['order-delivered', 6],
    ],
  }),
  'address-is-wrong': orders('address-is-wrong', from, {
    later: [
      ['order-fulfilled', 1],
      ['shipment-exception', 3, 'Incomplete address'],
    ],
  }),
  'carrier-has-a-problem': orders('carrier-has-a-problem', from, {
    total: 19_000,
    later: [
      ['order-fulfilled', 1],
      ['shipment-exception', 3, 'Damaged in the depot'],
    ],
  }),
  'never-ships': orders('never-ships', from),
  'is-lost': orders('is-lost', from, { later: [['order-fulfilled', 1]] }),
  'large-first-order-abroad': orders('large-first-order-abroad', from, large),
  'large-first-order': orders('large-first-order', from, { ...large, isAbroad: false }),
  'large-regular-order': orders('large-regular-order', from, { total: 56_000 }),
  'not-released': orders('not-released', from, {
    ...large,
    calls: {
      'release-it': { outcome: 'done', result: { choice: 'sent-back', comment: 'The card is stolen.' } },
    },
  }),
  'nobody-decides': orders('nobody-decides', from, {
    ...large,
    calls: { 'release-it': { outcome: 'done', result: {} } },
  }),
  'cannot-be-asked': orders('cannot-be-asked', from, {
    ...large,
    calls: { 'release-it': { outcome: 'refused' } },
  }),
  ...Object.fromEntries(
    ['hold', 'release'].flatMap((step) =>
      (['refused', 'failed', 'unknown'] as const).map((outcome) => [
        `${step}-${outcome}`,
        orders(`${step}-${outcome}`, from, { ...large, calls: { [step]: { outcome } } }),
      ]),
    ),
  ),
  cancels: orders('cancels', from, { later: [['order-cancelled', 1]] }),
  'is-refunded': orders('is-refunded', from, { later: [...ARRIVES, ['order-refunded', 5]] }),
});

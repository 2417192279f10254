import { DAY, happens, order, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant, Json } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';
import { ANSWERS } from './graph.ts';

interface Writes {
  readonly text?: string;
  readonly properties?: Readonly<Record<string, Json>>;
  /** Days from the order to the ticket; null for a ticket about no known order. */
  readonly orderedBefore?: number | null;
  readonly fulfilment?: string | null;
  readonly customer?: Partial<CustomerFacts>;
  readonly ticketsBefore?: number;
  readonly calls?: CastMember['calls'];
}

function writes(
  who: string,
  from: Instant,
  {
    text = 'Where is my order?',
    properties = {},
    orderedBefore = 3,
    fulfilment = null,
    customer,
    ticketsBefore = 0,
    calls,
  }: Writes = {},
): CastMember {
  const it =
    orderedBefore === null ? null : order(`${who}/order`, from - orderedBefore * DAY, { fulfilment });
  const ticket = (id: string, at: Instant) =>
    happens('ticket-opened', at, {
      who,
      ...(it ? { orderId: it.id } : {}),
      properties: { ticketId: id, text, ...(it ? { orderId: it.id } : {}), ...properties },
    });
  return somebody(who, from, {
    ...(customer ? { customer } : {}),
    orders: it ? [it] : [],
    events: [
      ...Array.from({ length: ticketsBefore }, (_, index) =>
        ticket(`${who}/before/${index}`, from - (index + 2) * DAY),
      ),
      ticket(`${who}/ticket`, from),
    ],
    ...(calls ? { calls } : {}),
  });
}

/** What leads to the draft of each step. */
const ABOUT: Readonly<Record<(typeof ANSWERS)[number], Writes>> = {
  'put-right': { text: 'You sent me the wrong item', fulfilment: 'delivered', orderedBefore: 9 },
  'where-it-is': { fulfilment: 'fulfilled' },
  'comes-back': { text: 'I would like to return it', fulfilment: 'delivered', orderedBefore: 9 },
};
const ENDS: Readonly<Record<string, NonNullable<CastMember['calls']>[string]>> = {
  refused: { outcome: 'refused' },
  failed: { outcome: 'failed' },
  unclear: { outcome: 'unknown' },
};
const UNREAD = { outcome: 'done', result: {} } as const;
const READS: typeof ENDS = {
  'is-left': { outcome: 'done', result: { choice: 'sent-back', comment: 'They asked twice already.' } },
  'is-not-read': UNREAD,
};
const bulk = (from: Instant, step: string, about: Writes, ends: typeof ENDS, part = '') =>
  Object.entries(ends).map(([how, end]): [string, CastMember] => {
    const who = `${step}-${how}`;
    return [who, writes(who, from, { ...about, calls: { ...about.calls, [`${step}${part}`]: end } })];
  });

const OTHER: Writes = { text: 'Do you also sell vouchers?' };
const UNCLEAR: Writes = { text: 'Hello, could you please call me back?' };
const LATE: Writes = { orderedBefore: 12 };
const TOO_LATE: Writes = { text: 'Can I exchange it?', orderedBefore: 70, fulfilment: 'delivered' };
const URGENT: Writes = { properties: { priority: 'urgent' } };

export const cast: Casting = (from) => ({
  'asks-where-it-is': writes('asks-where-it-is', from, ABOUT['where-it-is']),
  'asks-too-soon': writes('asks-too-soon', from),
  'asks-rightly': writes('asks-rightly', from, LATE),
  'asks-without-a-number': writes('asks-without-a-number', from, { orderedBefore: null }),
  'asks-after-the-delivery': writes('asks-after-the-delivery', from, {
    fulfilment: 'delivered',
    orderedBefore: 9,
  }),
  'has-not-got-it': writes('has-not-got-it', from, {
    properties: { class: 'Missing parcel' },
    fulfilment: 'delivered',
    orderedBefore: 9,
  }),
  'got-the-wrong-one': writes('got-the-wrong-one', from, ABOUT['put-right']),
  'wants-to-return': writes('wants-to-return', from, ABOUT['comes-back']),
  'wants-to-return-late': writes('wants-to-return-late', from, TOO_LATE),
  'asks-something-else': writes('asks-something-else', from, OTHER),
  'asks-unclearly': writes('asks-unclearly', from, UNCLEAR),
  'is-in-a-hurry': writes('is-in-a-hurry', from, URGENT),
  'has-spent-much': writes('has-spent-much', from, { customer: { totalSpent: 160_000, ordersCount: 12 } }),
  'writes-again': writes('writes-again', from, { ticketsBefore: 2 }),
  ...Object.fromEntries([
    ...ANSWERS.flatMap((step) => [
      ...bulk(from, step, ABOUT[step], ENDS),
      ...bulk(from, step, ABOUT[step], READS, '/review'),
    ]),
    ...bulk(from, 'label', ABOUT['comes-back'], ENDS),
    ...bulk(from, 'to-person-first', URGENT, ENDS),
    ...bulk(from, 'other', OTHER, ENDS),
    ...bulk(from, 'unsure', UNCLEAR, ENDS),
    ...bulk(from, 'is-late', LATE, ENDS),
    ...bulk(from, 'no-policy', TOO_LATE, ENDS),
    ...ANSWERS.flatMap((step) =>
      bulk(from, `${step}-unread`, { ...ABOUT[step], calls: { [`${step}/review`]: UNREAD } }, ENDS),
    ),
  ]),
});

import { BY_EMAIL, DAY, buys, happens, somebody, type CastMember, type Casting } from '../cast.ts';
import type { Instant, Json } from '@millrace/base';
import type { CustomerFacts } from '@millrace/flow';

const ordering = (
  who: string,
  from: Instant,
  customer: Partial<CustomerFacts>,
  calls?: CastMember['calls'],
) => somebody(who, from, { customer, events: [buys(who, from)], ...(calls ? { calls } : {}) });

const hears = (
  who: string,
  from: Instant,
  event: string,
  properties: Readonly<Record<string, Json>>,
  customer: Partial<CustomerFacts> = {},
) => somebody(who, from, { customer, events: [happens(event, from, { who, properties })] });

const expiring = (from: Instant) => ({
  points: 120,
  balance: 320,
  expiresAt: new Date(from + 7 * DAY).toISOString(),
});

export const cast: Casting = (from) => ({
  'passes-500': ordering('passes-500', from, { totalSpent: 48_000, ordersCount: 6 }),
  'was-thanked': ordering('was-thanked', from, {
    totalSpent: 90_000,
    ordersCount: 11,
    tags: ['gold-thanked'],
  }),
  'fifth-order': ordering('fifth-order', from, { totalSpent: 24_000, ordersCount: 4, points: 40 }),
  'no-such-tier': ordering(
    'no-such-tier',
    from,
    { totalSpent: 60_000, ordersCount: 7 },
    { tier: { outcome: 'refused' } },
  ),
  delighted: hears('delighted', from, 'survey-answered', { score: 10, text: 'Fits like nothing else' }),
  content: hears('content', from, 'survey-answered', { score: 7 }),
  'points-by-text': hears('points-by-text', from, 'loyalty-points-expiring', expiring(from), { points: 320 }),
  'points-by-email': hears('points-by-email', from, 'loyalty-points-expiring', expiring(from), {
    points: 320,
    consent: BY_EMAIL,
  }),
});

import { happens, something, type CastMember, type Casting } from '../cast.ts';
import type { Instant } from '@millrace/base';

interface Alarm {
  readonly metric: string;
  readonly title: string;
  readonly summary: string;
  readonly calls?: CastMember['calls'];
}

const alarm = (who: string, at: Instant, { calls, ...said }: Alarm): CastMember =>
  something(who, {
    customer: { firstName: said.title },
    events: [
      happens('metric-anomaly', at, {
        who,
        properties: { ...said, day: '2026-10-05', isWorse: true, change: -38, causes: ['A code ended.'] },
      }),
    ],
    ...(calls ? { calls } : {}),
  });

const ORDERS = {
  metric: 'orders',
  title: 'Orders',
  summary: '121 orders on Monday; 160 to 230 are usual.',
};
const TICKETS = {
  metric: 'tickets-opened',
  title: 'Tickets opened',
  summary: '64 tickets on Monday; 18 to 35 are usual.',
};
const FLOW = {
  metric: 'flow-entries',
  title: 'Entries of Abandoned cart',
  summary: 'Nobody entered Abandoned cart on Monday; 40 to 90 are usual.',
};
const refused = { outcome: 'refused' } as const;

export const cast: Casting = (from) => ({
  'orders-drop': alarm('orders-drop', from, ORDERS),
  'carts-are-left': alarm('carts-are-left', from, {
    metric: 'carts-left',
    title: 'Carts left at payment',
    summary: '92 carts were left at payment on Monday; 20 to 45 are usual.',
  }),
  'opens-drop': alarm('opens-drop', from, {
    metric: 'opened',
    title: 'Messages opened',
    summary: '9% of e-mails were opened on Monday; 28% to 41% are usual.',
  }),
  'one-product-comes-back': alarm('one-product-comes-back', from, {
    metric: 'product-returns',
    title: 'Returns of the linen shirt',
    summary: '14% of the linen shirts came back this week; 2% to 6% are usual.',
  }),
  'tickets-rise': alarm('tickets-rise', from, TICKETS),
  'a-flow-stands-still': alarm('a-flow-stands-still', from, FLOW),
  'owners-not-reached': alarm('owners-not-reached', from, { ...ORDERS, calls: { 'tell-owners': refused } }),
  'team-not-reached': alarm('team-not-reached', from, { ...TICKETS, calls: { 'tell-all': refused } }),
  'flow-not-told': alarm('flow-not-told', from, { ...FLOW, calls: { 'tell-about-flow': refused } }),
});

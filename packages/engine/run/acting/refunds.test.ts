import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { listCalls } from '@millrace/services/calls';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listConnections } from '@millrace/services/settings';
import {
  connectShop,
  graphOf,
  node,
  outside,
  type VirtualHost,
  type CrashingStore,
  type TestStore,
} from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let store: CrashingStore;
let plain: TestStore;
let host: VirtualHost;
const stops: (() => Promise<unknown>)[] = [];

storeForEach({ recounts: true }, (here) => {
  ({ store: plain, crashing: store, host } = here);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

interface Question {
  readonly query: string;
  readonly variables: {
    readonly key?: string;
    readonly input?: { readonly transactions: { readonly amount: string }[] };
    readonly variants?: { price: string }[];
  };
}
const bag = (minor: number) => {
  const money = { amount: (minor / 100).toFixed(2), currencyCode: 'USD' };
  return { shopMoney: money, presentmentMoney: money };
};
const cents = (text: string) => Math.round(Number(text) * 100);
type Mood = 'answers' | 'breaks-after' | 'breaks-before' | 'busy';

/** A shop with one order of $50 and one product at $20. It remembers idempotency keys for a day. */
async function shop(mood: (count: number) => Mood = () => 'answers') {
  const state = { left: 5_000, price: 2_000, refunds: 0, changes: 0, inquiries: 0, attempts: [] as string[] };
  const keys = new Map<string, { at: number; amount: number }>();
  let changing = 0;
  const server = await outside(({ body }) => {
    const { query, variables } = JSON.parse(body) as Question;
    const said = (data: object) => ({ status: 200, body: { data } });
    if (query.startsWith('query')) state.inquiries += 1;
    if (query.includes('RefundableLines'))
      return said({
        order: {
          refundable: state.left > 0,
          lineItems: {
            nodes: [
              {
                id: 'gid://shopify/LineItem/1',
                sku: 'MUG-1',
                refundableQuantity: 1,
                unfulfilledQuantity: 0,
                variant: null,
              },
            ],
            pageInfo: { hasNextPage: false },
          },
        },
      });
    if (query.includes('Suggested'))
      return said({
        order: {
          suggestedRefund: {
            amountSet: bag(Math.min(2_000, state.left)),
            maximumRefundableSet: bag(state.left),
            shipping: { amountSet: bag(0) },
            refundLineItems: [],
            refundDuties: [],
            suggestedTransactions: [
              { gateway: 'card', amountSet: bag(state.left), maximumRefundableSet: bag(state.left) },
            ],
          },
        },
      });
    if (query.includes('Prices'))
      return said({
        shop: { currencyCode: 'USD' },
        product: {
          variants: {
            nodes: [
              {
                id: 'gid://shopify/ProductVariant/1',
                price: (state.price / 100).toFixed(2),
                inventoryItem: { unitCost: null },
              },
            ],
            pageInfo: { hasNextPage: false },
          },
        },
      });
    changing += 1;
    state.attempts.push(body);
    const now = mood(changing);
    if (now === 'busy') return { status: 429, headers: { 'retry-after': '1' } };
    if (now === 'breaks-before') return { status: 200, breaks: true };
    if (query.includes('Reprice')) {
      state.changes += 1;
      state.price = cents(variables.variants![0]!.price);
      if (now === 'breaks-after') return { status: 200, breaks: true };
      return said({
        repriced: { productVariants: [{ id: 'gid://shopify/ProductVariant/1' }], userErrors: [] },
      });
    }
    const { key = '', input } = variables;
    const kept = keys.get(key);
    const amount = input!.transactions.reduce((sum, one) => sum + cents(one.amount), 0);
    if (!kept || store.clock.now() - kept.at > DAY) {
      state.refunds += 1;
      state.left -= amount;
      keys.set(key, { at: store.clock.now(), amount });
    }
    if (now === 'breaks-after') return { status: 200, breaks: true };
    return said({
      refunded: {
        refund: { id: 'gid://1', legacyResourceId: '1', totalRefundedSet: bag(keys.get(key)!.amount) },
        userErrors: [],
      },
    });
  });
  stops.push(server.close);
  await connectShop(plain.context, server.url);
  return state;
}

const WAYS = ['trigger:next>act', 'act:done>yes', 'act:refused>no', 'act:failed>later', 'act:unknown>who'];
const ENDS = ['yes', 'no', 'later', 'who'].map((id) => node(id, 'end'));

/** Starts a flow about an order or a product of the connected shop. */
async function begin(subject: 'order' | 'product', act: ReturnType<typeof node>) {
  const event = subject === 'order' ? 'order-placed' : 'product-updated';
  const nodes = [node('trigger', 'event-trigger', { event, key: subject }), act, ...ENDS];
  const graph = { ...graphOf(nodes, { holdout: 0 }, WAYS), subject };
  const flow = await createFlow(plain.context, { name: 'Acts', graph });
  await publishFlow(plain.context, { id: flow.id });
  const [connection] = await listConnections(plain.context, {});
  const source = { id: connection!.id, clock: { pace: 1, anchor: 0 } };
  const happened =
    subject === 'order'
      ? {
          id: 'o',
          type: 'order-placed',
          customer: { email: 'ann@example.com' },
          properties: { orderId: '5001', total: '50.00', currency: 'USD', lines: [] },
        }
      : {
          id: 'p',
          type: 'product-updated',
          properties: { productId: '7001', title: 'Mug', price: '20.00', currency: 'USD' },
        };
  expect((await ingestEvents(plain.context, source, [happened])).refused).toEqual([]);
}
async function outcome() {
  const [enrolment] = (await listEnrolments(plain.context, {})).items;
  const { trace } = await getEnrolment(plain.context, { id: enrolment!.id });
  const [call] = (await listCalls(plain.context, {})).items;
  return { call: call!, port: trace.find(({ node: at, what }) => at === 'act' && what === 'went')?.port };
}
const TEN = node('act', 'refund-order', { what: 'amount', amount: 1_000 });
const LOWER = node('act', 'reprice-product', { how: 'lower-percent', percent: 10, margin: 0 });

describe('a refund', () => {
  test('is requested from the shop of the order, and the flow learns the result', async () => {
    const made = await shop();
    await begin('order', TEN);
    await host.pass(MINUTE);
    expect(await outcome()).toMatchObject({
      call: {
        status: 'done',
        capability: 'refund',
        result: { refunded: 1_000, currency: 'USD' },
        sentence: 'Shopify has refunded $10.00.',
      },
      port: 'done',
    });
    expect(made).toMatchObject({ left: 4_000, refunds: 1 });
  });

  test.each([
    ['it was refunded but the response was lost', 'breaks-after'],
    ['the shop never got the request', 'breaks-before'],
    ['the shop is busy', 'busy'],
  ] as const)('is made once, though %s: the same request is repeated', async (_name, broken) => {
    const made = await shop((count) => (count <= 2 ? broken : 'answers'));
    await begin('order', TEN);
    await host.pass(30 * MINUTE);
    expect(await outcome()).toMatchObject({ call: { status: 'done' }, port: 'done' });
    expect(made).toMatchObject({ left: 4_000, refunds: 1 });
    expect(new Set(made.attempts).size).toBe(1);
    // A call in doubt does not ask its questions again; a call that was certainly not made does.
    expect(made.inquiries).toBe(broken === 'busy' ? 6 : 2);
  });

  test.each(
    [0, 1, 2, 3, 4, 5].flatMap((after) => [true, false].map((committed) => [after, committed] as const)),
  )(
    'is made once when a process dies after %i more transactions (committed: %s)',
    async (after, committed) => {
      const made = await shop();
      await begin('order', TEN);
      store.crashAfter(after, committed);
      await host.pass(30 * MINUTE);
      expect(await outcome()).toMatchObject({ call: { status: 'done' }, port: 'done' });
      expect(made).toMatchObject({ left: 4_000, refunds: 1 });
    },
  );

  test('is left to a person once the shop has forgotten the key, so that it is never made twice', async () => {
    const made = await shop((count) => (count === 1 ? 'breaks-after' : 'answers'));
    await begin('order', TEN);
    await host.settle();
    expect((await outcome()).call.status).not.toBe('done');
    // No worker runs for two days.
    store.clock.set(store.clock.now() + 2 * DAY);
    await host.pass(HOUR);
    expect(await outcome()).toMatchObject({ call: { status: 'unknown' }, port: 'unknown' });
    expect(made).toMatchObject({ left: 4_000, refunds: 1 });
  });

  test('is made for the order that a return names', async () => {
    const made = await shop();
    const [connection] = await listConnections(plain.context, {});
    const source = { id: connection!.id, clock: { pace: 1, anchor: 0 } };
    const nodes = [
      node('trigger', 'event-trigger', { event: 'return-received', key: 'return' }),
      TEN,
      ...ENDS,
    ];
    const flow = await createFlow(plain.context, {
      name: 'Returns',
      graph: { ...graphOf(nodes, { holdout: 0 }, WAYS), subject: 'return' },
    });
    await publishFlow(plain.context, { id: flow.id });
    const customer = { email: 'ann@example.com' };
    const order = { orderId: '5001', total: '50.00', currency: 'USD', lines: [] };
    const events = [
      { id: 'o', type: 'order-placed', customer, properties: order },
      { id: 'r', type: 'return-received', customer, properties: { returnId: 'R1', orderId: '5001' } },
    ];
    expect((await ingestEvents(plain.context, source, events)).refused).toEqual([]);
    await host.pass(MINUTE);
    expect(await outcome()).toMatchObject({ call: { status: 'done' }, port: 'done' });
    expect(made).toMatchObject({ left: 4_000, refunds: 1 });
  });

  test('is refused when it exceeds what remains of the order', async () => {
    const made = await shop();
    await begin('order', node('act', 'refund-order', { what: 'amount', amount: 5_001 }));
    await host.pass(MINUTE);
    expect(await outcome()).toMatchObject({
      call: { status: 'refused', sentence: 'Not done: Only $50.00 of this order can still be refunded.' },
      port: 'refused',
    });
    expect(made.refunds).toBe(0);
  });
});

test('is not requested from a shop for an order of another shop', async () => {
  const made = await shop();
  const nodes = [node('trigger', 'event-trigger', { event: 'order-placed', key: 'order' }), TEN, ...ENDS];
  const flow = await createFlow(plain.context, {
    name: 'Acts',
    graph: { ...graphOf(nodes, { holdout: 0 }, WAYS), subject: 'order' },
  });
  await publishFlow(plain.context, { id: flow.id });
  const properties = { orderId: '5001', total: '50.00', currency: 'USD', lines: [] };
  await ingestEvents(plain.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    { id: 'o', type: 'order-placed', customer: { email: 'ann@example.com' }, properties },
  ]);
  await host.pass(MINUTE);
  expect(await outcome()).toMatchObject({
    call: { status: 'refused', sentence: 'Not done: the shop has sent nothing about this order.' },
    port: 'refused',
  });
  expect(made.refunds).toBe(0);
});

describe('a price', () => {
  test.each(['breaks-after', 'breaks-before'] as const)(
    'falls by ten percent once, also when the line %s',
    async (broken) => {
      const made = await shop((count) => (count === 1 ? broken : 'answers'));
      await begin('product', LOWER);
      await host.pass(10 * MINUTE);
      expect(await outcome()).toMatchObject({
        call: { status: 'done', result: { oldPrice: 2_000, newPrice: 1_800 } },
        port: 'done',
      });
      expect(made.price).toBe(1_800);
    },
  );

  test.each([0, 1, 2, 3, 4, 5].map((after) => [after]))(
    'falls once when a process dies after %i more transactions',
    async (after) => {
      const made = await shop();
      await begin('product', LOWER);
      store.crashAfter(after, true);
      await host.pass(10 * MINUTE);
      expect(made.price).toBe(1_800);
      expect((await outcome()).port).toBe('done');
    },
  );
});

import { HOUR, MINUTE } from '@millrace/base';
import { PublishedContract } from '@millrace/connectors/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { listCalls } from '@millrace/services/calls';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createConnection } from '@millrace/services/settings';
import {
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

const contract = new PublishedContract(
  new URL('../../../catalogue/connectors/woocommerce/contract/wc-v3.openapi.json', import.meta.url),
  '/wp-json',
);
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

interface Refund {
  readonly id: number;
  readonly amount: string;
  readonly reason: string;
}

/**
 * A store without idempotency keys: a repeated request refunds twice. Fails the test on a request it does not
 * expect.
 */
async function shop(mood: (count: number) => 'answers' | 'breaks-after' | 'breaks-before' | 'gateway') {
  const refunds: Refund[] = [];
  const problems: string[] = [];
  let asked = 0;
  const server = await outside(({ method, path, headers, body }) => {
    const request = {
      method: method as 'POST',
      url: `${server.url}${path}`,
      headers: headers as Record<string, string>,
      body: body || null,
    };
    const problem = contract.problem(request);
    if (problem !== null) problems.push(problem);
    if (method === 'GET')
      return path.includes('/refunds')
        ? {
            status: 200,
            body: refunds.map((one) => ({ ...one, line_items: [], shipping_lines: [], fee_lines: [] })),
          }
        : {
            status: 200,
            body: {
              id: 727,
              currency: 'USD',
              total: '50.00',
              date_paid_gmt: '2026-06-10T10:00:00',
              line_items: [],
            },
          };
    asked += 1;
    const now = mood(asked);
    if (now === 'gateway')
      return {
        status: 500,
        body: {
          code: 'woocommerce_rest_cannot_create_order_refund',
          message: 'The gateway does not support refunds',
        },
      };
    if (now === 'breaks-before') return { status: 200, breaks: true };
    const { amount, reason } = JSON.parse(body) as Refund;
    refunds.push({ id: 900 + refunds.length, amount, reason });
    return now === 'breaks-after' ? { status: 200, breaks: true } : { status: 201, body: refunds.at(-1) };
  });
  stops.push(server.close);
  const { id } = await createConnection(plain.context, {
    connector: 'woocommerce',
    config: {
      storeUrl: server.url,
      consumerKey: `ck_${'0'.repeat(40)}`,
      consumerSecret: `cs_${'0'.repeat(40)}`,
    },
  });
  const [row] = await plain.db.inWorkspace(
    plain.context.workspaceId,
    (tx) => tx<{ shop: string | null }[]>`select shop from connections where id = ${id}`,
  );
  return { refunds, problems, source: row!.shop === null ? id : `woocommerce:${row!.shop}` };
}

async function begin(source: string) {
  const nodes = [
    node('trigger', 'event-trigger', { event: 'order-placed', key: 'order' }),
    node('act', 'refund-order', { what: 'amount', amount: 1_000, note: 'Late' }),
    ...['yes', 'no', 'later', 'who'].map((id) => node(id, 'end')),
  ];
  const ways = ['trigger:next>act', 'act:done>yes', 'act:refused>no', 'act:failed>later', 'act:unknown>who'];
  const flow = await createFlow(plain.context, {
    name: 'Acts',
    graph: { ...graphOf(nodes, { holdout: 0 }, ways), subject: 'order' },
  });
  await publishFlow(plain.context, { id: flow.id });
  const properties = { orderId: '727', total: '50.00', currency: 'USD', lines: [] };
  await ingestEvents(plain.context, { id: source, clock: { pace: 1, anchor: 0 } }, [
    { id: 'o', type: 'order-placed', customer: { email: 'ann@example.com' }, properties },
  ]);
}
async function outcome() {
  const [enrolment] = (await listEnrolments(plain.context, {})).items;
  const { trace } = await getEnrolment(plain.context, { id: enrolment!.id });
  const [call] = (await listCalls(plain.context, {})).items;
  return { call: call!, port: trace.find(({ node: at, what }) => at === 'act' && what === 'went')?.port };
}

test.each(['answers', 'breaks-after', 'breaks-before'] as const)(
  'a store without keys refunds once, although the line %s: we first look for our mark on the order',
  async (first) => {
    const { refunds, problems, source } = await shop((count) => (count === 1 ? first : 'answers'));
    await begin(source);
    await host.pass(HOUR);
    expect(await outcome()).toMatchObject({
      call: { status: 'done', result: { refunded: 1_000, currency: 'USD' } },
      port: 'done',
    });
    expect(refunds).toMatchObject([
      { amount: '10.00', reason: expect.stringMatching(/^Late \(Millrace [0-9a-f]{12}\)$/) },
    ]);
    expect(problems).toEqual([]);
  },
);

test.each(
  [0, 1, 2, 3, 4, 5].flatMap((after) => [true, false].map((committed) => [after, committed] as const)),
)('and once when a process dies after %i more transactions (committed: %s)', async (after, committed) => {
  const { refunds, source } = await shop(() => 'answers');
  await begin(source);
  store.crashAfter(after, committed);
  await host.pass(HOUR);
  expect((await outcome()).port).toBe('done');
  expect(refunds).toHaveLength(1);
});

test("a payment provider that cannot refund is a refusal, in the store's own words", async () => {
  const { refunds, source } = await shop(() => 'gateway');
  await begin(source);
  await host.pass(MINUTE);
  expect(await outcome()).toMatchObject({
    call: {
      status: 'refused',
      sentence: 'Not done: WooCommerce says “The gateway does not support refunds”.',
    },
    port: 'refused',
  });
  expect(refunds).toEqual([]);
});

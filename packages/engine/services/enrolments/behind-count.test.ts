import { recordClick, recordOpen } from '@millrace/run/visits';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { flowCounts } from '../measure/flow-analytics.ts';
import { getMessage, listMessages } from '../message-log/read-messages.ts';
import { listCounted, type Counted } from './behind-count.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import type { MessageView } from '../message-log/shapes.ts';
import {
  BROWSER,
  cartTrigger,
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  host = new VirtualHost(store);
  shop = shopOf(store);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

/** The whole list, read in small pages, so that mistakes at page boundaries show. */
async function all(flow: string, at: string, count: Counted) {
  const rows = [];
  let cursor: string | undefined;
  do {
    const page = await listCounted(store.context, {
      flow,
      node: at,
      count,
      limit: 3,
      ...(cursor ? { cursor } : {}),
    });
    rows.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return rows;
}

const CART = (cartId: string) => ({
  cartId,
  currency: 'USD',
  lines: [
    { productId: 'kettle', title: 'Kettle', category: 'kitchen', quantity: 1, price: '80.00', cost: '30.00' },
  ],
});

/** Opens a message and follows its first link. */
async function read(id: string): Promise<void> {
  const { links } = (await getMessage(store.context, { id })) as MessageView;
  const token = (url: string | null | undefined) => new URL(url ?? '').pathname.split('/').at(-1) ?? '';
  await recordOpen(() => store.context, token(links.open), store.context.secret, BROWSER);
  if (links.click[0])
    await recordClick(() => store.context, token(links.click[0].url), store.context.secret, BROWSER);
}

/** Metrics of live counts, with the names of their lists. */
const LISTED: Readonly<Record<string, Counted>> = {
  entered: 'entered',
  here: 'waiting',
  exited: 'exited',
  sent: 'sent',
  delivered: 'delivered',
  opened: 'opened',
  clicked: 'clicked',
  held: 'held',
};

test('every live count of every step has a list of exactly that many rows', async () => {
  await updateGuardrails(store.context, { settings: { 'frequency-cap': { on: false } } });
  // A flow with a loop, quiet hours, refusals without consent, a holdout, and exits by buying.
  const flow = await createFlow(store.context, {
    name: 'Counted',
    graph: graphOf(
      [
        cartTrigger(),
        wait('hour', 1, 'hours'),
        email('mail'),
        node('again', 'random-split', {
          paths: [
            { id: 'a', name: 'A', weight: 1 },
            { id: 'b', name: 'B', weight: 1 },
          ],
          sticky: 'enrolment',
        }),
        node('end', 'end'),
      ],
      { holdout: 0.3 },
      ['trigger:next>hour', 'hour:next>mail', 'mail:next>again', 'again:a>hour', 'again:b>end'],
    ),
  });
  await publishFlow(store.context, { id: flow.id });
  for (let person = 0; person < 24; person += 1) {
    const refuses = person % 5 === 0 ? { consent: { email: { state: 'unsubscribed' } } } : {};
    await shop.send('checkout-started', shop.person(`p${person}`, refuses), CART(`c${person}`));
  }
  await host.pass(20 * MINUTE);
  for (const person of [1, 2, 3, 4, 6, 7]) await shop.buy(`p${person}`, `o${person}`, `c${person}`);
  await host.pass(11 * HOUR);
  for (const { id } of (await listMessages(store.context, { flow: flow.id, status: 'sent' })).items.slice(
    0,
    4,
  ))
    await read(id);
  // Enough people that not all are drawn into the holdout.
  for (const name of ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8'])
    await shop.fillCart(name, `late-${name}`);
  await host.pass(DAY);
  for (const name of ['r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8'])
    await shop.fillCart(name, `new-${name}`);
  await host.pass(30 * MINUTE);

  const counts = await flowCounts(store.context, { id: flow.id });
  const seen = new Set<string>();
  for (const [at, of] of Object.entries(counts)) {
    if (at === '') continue;
    for (const [metric, amount] of Object.entries(of)) {
      const count = LISTED[metric] ?? (metric.startsWith('went:') ? (metric as Counted) : null);
      if (!count) continue;
      const rows = await all(flow.id, at, count);
      expect([at, metric, rows.length]).toEqual([at, metric, amount]);
      expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length);
      seen.add(metric);
    }
    const notSent = (of['refused'] ?? 0) + (of['skipped'] ?? 0);
    expect([at, 'not sent', (await all(flow.id, at, 'refused')).length]).toEqual([at, 'not sent', notSent]);
    if (notSent > 0) seen.add('not sent');
  }
  // The flow causes each of these.
  expect([...seen]).toEqual(
    expect.arrayContaining([
      'entered',
      'here',
      'exited',
      'sent',
      'opened',
      'clicked',
      'held',
      'not sent',
      'went:a',
      'went:b',
    ]),
  );
});

test('people in the holdout are in no list, whichever steps they passed', async () => {
  const flow = await createFlow(store.context, {
    name: 'Half held back',
    graph: graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')], {
      holdout: 0.5,
    }),
  });
  await publishFlow(store.context, { id: flow.id });
  for (let person = 0; person < 12; person += 1) await shop.fillCart(`h${person}`, `h${person}`);
  await host.pass(2 * HOUR);
  const counts = await flowCounts(store.context, { id: flow.id });
  expect(counts['hour']?.['silent:entered']).toBeGreaterThan(0);
  expect(await all(flow.id, 'hour', 'entered')).toHaveLength(counts['hour']?.['entered'] ?? 0);
});

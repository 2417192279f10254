import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { createConnection } from '@millrace/services/settings';
import { testStore, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { recount, type Recount } from './recount.ts';
import { live } from './testing/live.ts';
import { moodyMailServer } from './testing/moody-mail-server.ts';
import { randomLife, type Happening } from './testing/random-life.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const LIVES = Number(process.env['MILLRACE_RECOUNT_RUNS'] ?? 3);
const SEED = process.env['MILLRACE_RECOUNT_SEED'];

let database: TestDatabase;
let store: TestStore;
let mail: Awaited<ReturnType<typeof moodyMailServer>>;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  mail = await moodyMailServer();
});
afterAll(async () => {
  await mail.close();
  await store.close();
  await database.drop();
});

const counted = (context: Context) => context.db.inWorkspace(context.workspaceId, recount);

async function open(): Promise<{ context: Context; connectionId: string }> {
  const context = await store.other();
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  mail.mood = 'takes';
  const config = {
    host: '127.0.0.1',
    port: mail.port,
    security: 'none',
    fromAddress: 'shop@example.com',
    fromName: 'Shop',
  };
  return { context, connectionId: (await createConnection(context, { connector: 'smtp', config })).id };
}

/**
 * Lives that contain the rare cases: a doubt, its end, a crash at each transaction, an end while a message is
 * being sent.
 */
const RARE: [Happening[]][] = [
  [
    [
      { do: 'mood', mood: 'breaks' },
      { do: 'sign-up', who: 0 },
      { do: 'pass', minutes: 61 },
      { do: 'report', who: 0, event: 'message-undelivered' },
      { do: 'report', who: 0, event: 'message-undelivered' },
    ],
  ],
  [
    [
      { do: 'mood', mood: 'breaks' },
      { do: 'sign-up', who: 0 },
      { do: 'sign-up', who: 1 },
      { do: 'pass', minutes: 61 },
      { do: 'resolve', arrived: true },
      { do: 'resolve', arrived: false },
    ],
  ],
  ...[0, 1, 2, 3, 4].flatMap((after) =>
    [true, false].map((committed): [Happening[]] => [
      [
        { do: 'sign-up', who: 0 },
        { do: 'sign-up', who: 1 },
        { do: 'crash', after, committed },
        { do: 'pass', minutes: 200 },
      ],
    ]),
  ),
  [
    [
      { do: 'mood', mood: 'busy' },
      { do: 'sign-up', who: 0 },
      { do: 'pass', minutes: 61 },
      { do: 'cancel', who: 0 },
      { do: 'pass', minutes: 1_500 },
      { do: 'pass', minutes: 1_500 },
    ],
  ],
  [
    [
      { do: 'sign-up', who: 0 },
      { do: 'sign-up', who: 1 },
      { do: 'fill-cart', who: 0, cart: 0 },
      { do: 'pass', minutes: 20 },
      { do: 'merge', who: 0, into: 1 },
      { do: 'buy', who: 0, cart: 0 },
      { do: 'erase', who: 0 },
    ],
  ],
];

test('a recount finds a figure of each kind that is off by one', async () => {
  const { context, connectionId } = await open();
  await live(store, context, mail, connectionId, [
    { do: 'sign-up', who: 0 },
    { do: 'fill-cart', who: 0, cart: 0 },
    { do: 'pass', minutes: 200 },
    { do: 'buy', who: 0, cart: 0 },
  ]);
  expect((await counted(context)).differences).toEqual([]);
  const faults = {
    counter: (tx: Tx) =>
      tx`insert into counter_changes (workspace_id, flow_id, version_id, node, metric, hour, amount)
        select workspace_id, id, live_version_id, 'mail', 'sent', now(), 1 from flows limit 1`,
    'person in a flow': (tx: Tx) => tx`update flow_people set entries = entries + 1`,
    arm: (tx: Tx) => tx`update arm_sums set people = people + 1`,
    customer: (tx: Tx) => tx`update customers set total_spent = total_spent + 1`,
    touch: (tx: Tx) => tx`delete from touches`,
  };
  for (const [figure, plant] of Object.entries(faults)) {
    const found = await context.db
      .inWorkspace(context.workspaceId, async (tx) => {
        await plant(tx);
        throw Object.assign(new Error('taken back'), { found: await recount(tx) });
      })
      .catch((error: { found?: Recount }) => error.found);
    expect(found?.differences.map((difference) => difference.figure)).toContain(figure);
  }
  expect((await counted(context)).differences).toEqual([]);
});

test('counts are exact, whatever happens to people, flows, providers and processes', async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(randomLife, async (life) => {
      const { context, connectionId } = await open();
      await live(store, context, mail, connectionId, life);
      const result = await counted(context);
      expect(result.differences).toEqual([]);
      compared += result.compared;
    }),
    {
      numRuns: LIVES + RARE.length,
      examples: RARE,
      endOnFailure: process.env['MILLRACE_RECOUNT_SHRINK'] === undefined,
      ...(SEED ? { seed: Number(SEED) } : {}),
    },
  );
  // Guards against lives in which nothing was counted.
  expect(compared).toBeGreaterThan(LIVES * 20);
}, 300_000);

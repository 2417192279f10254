import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { flowCounts } from '@millrace/services/measure';
import { listMessages } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
import {
  cartTrigger,
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  wait,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { checkCounts } from '../measure/recount/check-counts.ts';
import { ingestEvents } from './ingest-events.ts';
import { joinSources } from './join-sources.ts';

let database: TestDatabase;
let store: TestStore;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  return () => store.close();
});
afterAll(() => database.drop());

/** The same cart, from a connection that gives it another name. */
async function cartToldBy(source: string, name: string): Promise<void> {
  const report = await ingestEvents(store.context, { id: source, clock: { pace: 1, anchor: 0 } }, [
    {
      id: `${source}-${name}`,
      type: 'checkout-started',
      occurredAt: new Date(store.clock.now()).toISOString(),
      customer: shopOf(store).person(name),
      properties: {
        cartId: `cart-of-${name}`,
        currency: 'USD',
        lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00' }],
      },
    },
  ]);
  expect(report.refused).toEqual([]);
}

test('of two enrolments for what proves to be one cart the later ends, and every count agrees with its rows', async () => {
  const host = new VirtualHost(store);
  const graph = graphOf([cartTrigger(), wait('hour', 1, 'hours'), email('mail'), node('end', 'end')], {
    holdout: 0,
  });
  const { id } = await createFlow(store.context, { name: 'Carts', graph });
  await publishFlow(store.context, { id });
  await cartToldBy('one-connection', 'ann');
  await host.pass(16 * MINUTE);
  await cartToldBy('other-connection', 'ann');
  await cartToldBy('other-connection', 'bea');
  await host.pass(20 * MINUTE);
  expect((await listEnrolments(store.context, { flow: id, state: 'running' })).items).toHaveLength(3);

  await store.db.inWorkspace(store.context.workspaceId, (tx) =>
    joinSources(tx, store.context, 'other-connection', 'one-connection'),
  );
  const ways = (await listEnrolments(store.context, { flow: id })).items;
  expect(ways.map(({ state, endReason }) => [state, endReason]).sort()).toEqual([
    ['exited', 'same-thing'],
    ['running', null],
    ['running', null],
  ]);
  const [ended, running] = [
    ways.find(({ state }) => state === 'exited'),
    ways.filter(({ state }) => state === 'running'),
  ];
  const earliest = Math.min(...ways.map(({ enteredAt }) => enteredAt));
  expect(running.map(({ enteredAt }) => enteredAt)).toContain(earliest);
  expect(ended!.enteredAt).toBeGreaterThan(earliest);
  expect((await flowCounts(store.context, { id }))['']).toMatchObject({ entered: 3, exited: 1 });
  expect(await checkCounts(store.context, {})).toMatchObject({ wrong: 0, differences: [] });

  await host.pass(2 * HOUR);
  expect(
    (await listMessages(store.context, { flow: id, status: 'sent' })).items.map(({ to }) => to).sort(),
  ).toEqual(['ann@example.com', 'bea@example.com']);
  expect(await checkCounts(store.context, {})).toMatchObject({ wrong: 0 });
});

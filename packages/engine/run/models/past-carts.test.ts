import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { testStore, type TestStore } from '@millrace/services/testing';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { pastCarts } from './past-carts.ts';

let database: TestDatabase;
let store: TestStore;
const START = Date.UTC(2026, 5, 10, 12);

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(START);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const tell = async (events: readonly object[], isHistory: boolean) => {
  const source = { ...API, isHistory };
  expect((await ingestEvents(store.context, source, events)).refused).toEqual([]);
};
const cart = (name: string, at: number, step: string, price: number) => ({
  id: `${name}-${at}`,
  type: 'checkout-updated',
  occurredAt: at,
  customer: { email: `${name}@example.com` },
  properties: {
    cartId: name,
    step,
    lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price }],
    updatedAt: at,
  },
});
const order = (name: string, at: number) => ({
  id: `${name}-order`,
  type: 'order-placed',
  occurredAt: at,
  customer: { email: `${name}@example.com` },
  properties: { orderId: `${name}-order`, cartId: name, total: '80.00', placedAt: at },
});
const past = () =>
  store.db.inWorkspace(store.context.workspaceId, (tx) => pastCarts(tx, 'UTC', store.clock.now()));

test.each([
  ['read from the store’s history', true],
  ['told as they happened', false],
])('carts %s are learned from as they were left, and none that came back is lost', async (how, isHistory) => {
  const left = START - 2 * DAY;
  const names = Array.from({ length: 40 }, (_, index) => `${isHistory ? 'past' : 'live'}${index}`);
  const events = names.flatMap((name, index) => [
    cart(name, left, 'cart', 5_000),
    // On coming back they go on to payment just before they buy, in one batch with it or by itself.
    cart(name, left + DAY, 'payment', 8_000),
    ...(index % 2 === 0 ? [order(name, left + DAY + 2 * MINUTE)] : []),
  ]);
  for (let from = 0; from < events.length; from += 7) await tell(events.slice(from, from + 7), isHistory);
  const mine = (await past()).filter(({ leftAt }) => leftAt === left);
  expect(mine, how).toHaveLength(names.length * (isHistory ? 1 : 2));
  for (const one of mine) expect(one.cart).toMatchObject({ step: 'cart', total: 5_000 });
  const back = mine.filter(({ boughtAt }) => boughtAt !== null);
  expect(back).toHaveLength(mine.length / 2);
  for (const { boughtAt } of back) expect(boughtAt).toBe(left + DAY + 2 * MINUTE);
});

test('what is done within a quarter of an hour is still the same visit, and news of a bought cart changes nothing', async () => {
  const left = START - 3 * DAY;
  await tell(
    [
      cart('quick', left, 'cart', 5_000),
      cart('quick', left + 5 * MINUTE, 'shipping', 6_000),
      cart('quick', left + 2 * HOUR, 'payment', 7_000),
      order('quick', left + 3 * HOUR),
      cart('quick', left + 9 * HOUR, 'payment', 9_000),
    ],
    true,
  );
  const found = (await past()).filter(({ leftAt }) => leftAt === left + 5 * MINUTE);
  expect(found).toMatchObject([{ cart: { step: 'shipping', total: 6_000 }, boughtAt: left + 3 * HOUR }]);
});

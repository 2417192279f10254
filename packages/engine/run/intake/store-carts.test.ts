import fc from 'fast-check';
import { testStore, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { HOUR, MINUTE } from '@millrace/base';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ingestEvents } from './ingest-events.ts';

let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const word = fc.record({
  cart: fc.constantFrom('red', 'blue'),
  type: fc.constantFrom('cart-updated', 'checkout-started'),
  names: fc.subarray(['token-a', 'token-b'], { maxLength: 1 }),
  owner: fc.constantFrom(null, 'ann', 'ben'),
  price: fc.integer({ min: 1, max: 90 }),
  isEmpty: fc.boolean(),
  saidAgo: fc.integer({ min: 0, max: 5 }),
  device: fc.constantFrom(undefined, 'phone', 'desktop'),
  step: fc.constantFrom(undefined, 'shipping', 'payment'),
  completed: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
});
type Word = typeof word extends fc.Arbitrary<infer Value> ? Value : never;

/** The event for one update of a cart, sent by one source with its own names. */
function eventOf(said: Word, index: number, story: string, now: number) {
  return {
    id: `${story}-${index}`,
    type: said.type,
    occurredAt: now - 10 * MINUTE + index * 1000,
    ...(said.owner ? { customer: { email: `${said.owner}-${story}@example.com` } } : {}),
    properties: {
      cartId: `${said.cart}-${story}`,
      aliases: said.names.map((name) => `${name}-${said.cart}-${story}`),
      lines: said.isEmpty
        ? []
        : [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: said.price * 100 }],
      updatedAt: new Date(now - said.saidAgo * HOUR).toISOString(),
      ...(said.device ? { device: said.device } : {}),
      ...(said.step ? { step: said.step } : {}),
      ...(said.completed ? { completedAt: new Date(now - HOUR).toISOString() } : {}),
    },
  };
}

async function cartsOf(story: string) {
  const rows = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<Record<string, unknown>[]>`
      select split_part(c.external_id, '-', 1) as cart, split_part(p.email, '-', 1) as owner, c.total,
        c.items_count, c.lines, c.step, c.device, c.source_updated_at, c.updated_at, c.completed_at,
        c.abandon_due_at,
        (select array_agg(replace(alias, ${story}, '') order by alias) from cart_aliases a
          where a.cart_id = c.id) as names
      from carts c left join customers p on p.id = c.customer_id where c.source = ${story} order by 1`,
  );
  return rows.map((row) => ({ ...row }));
}

test('a batch of updates of a cart gives the same result as one after another, outdated ones included', async () => {
  let stories = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(word, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 0, max: 4 }),
      async (words, before) => {
        const now = store.clock.now();
        stories += 1;
        const [together, apart] = [`t${stories}`, `a${stories}`];
        const source = (id: string) => ({ id, clock: { pace: 1, anchor: 0 } });
        const told = (story: string) => words.map((said, index) => eventOf(said, index, story, now));
        const known = told(together).slice(0, before);
        // Some updates may arrive before the batch.
        if (known.length > 0) await ingestEvents(store.context, source(together), known);
        if (words.length > before)
          await ingestEvents(store.context, source(together), told(together).slice(before));
        for (const event of told(apart)) await ingestEvents(store.context, source(apart), [event]);
        expect(await cartsOf(together)).toEqual(await cartsOf(apart));
      },
    ),
    { numRuns: 60, seed: 7 },
  );
});

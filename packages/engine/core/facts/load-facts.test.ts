import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, isMillraceError } from '@millrace/base';
import { newId, type Tx } from '@millrace/db';
import { NOW, smallWorld, type SmallWorld } from '../testing/small-world.ts';
import { loadFacts, type FactsWanted } from './load-facts.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await smallWorld(await createTestDatabase(), { marginFloor: 0.3, shippingCost: 700 });
});
afterAll(() => world.close());

const ws = () => world.context.workspaceId;
const put = (run: (tx: Tx) => Promise<unknown>) => world.in(run);

async function person(more: { readonly pace?: number; readonly email?: string } = {}): Promise<string> {
  const id = newId();
  await put(
    (tx) => tx`insert into customers (id, workspace_id, email, phone, created_at, pace, pace_anchor)
      values (${id}, ${ws()}, ${more.email ?? `${id}@example.com`}, null, ${NOW - 99 * DAY}, ${more.pace ?? 1}, ${NOW - 2 * DAY})`,
  );
  return id;
}
async function happened(
  customerId: string,
  type: string,
  at: number,
  value: number | null = null,
): Promise<string> {
  const id = newId();
  await put(
    (tx) => tx`insert into events (id, workspace_id, customer_id, type, occurred_at, source, value)
      values (${id}, ${ws()}, ${customerId}, ${type}, ${at}, 'api', ${value})`,
  );
  return id;
}
async function product(externalId: string, stock: number | null, cost: number | null): Promise<string> {
  const id = newId();
  await put(
    (tx) => tx`insert into products (id, workspace_id, source, external_id, title, stock, cost)
      values (${id}, ${ws()}, 'api', ${externalId}, ${externalId}, ${stock}, ${cost})`,
  );
  return id;
}
const variant = (productId: string, externalId: string, stock: number | null, cost: number | null) =>
  put(
    (tx) => tx`insert into product_variants (workspace_id, source, external_id, product_id, stock, cost)
      values (${ws()}, 'api', ${externalId}, ${productId}, ${stock}, ${cost})`,
  );
const line = (productId: string, variantId: string | null = null, category: string | null = null) => ({
  productId,
  variantId,
  title: productId,
  category,
  quantity: 1,
  price: 100,
  cost: null,
  image: null,
  url: null,
});
async function cart(customerId: string, lines: unknown[]): Promise<string> {
  const id = newId();
  await put(
    (
      tx,
    ) => tx`insert into carts (id, workspace_id, source, external_id, customer_id, currency, lines, created_at, updated_at)
      values (${id}, ${ws()}, 'api', ${id}, ${customerId}, 'EUR', ${tx.json(lines as never)}, ${NOW - HOUR}, ${NOW - HOUR})`,
  );
  return id;
}
async function order(customerId: string, lines: unknown[], counted = true): Promise<string> {
  const id = newId();
  await put(
    (
      tx,
    ) => tx`insert into orders (id, workspace_id, source, external_id, customer_id, currency, total, lines, placed_at, counted)
      values (${id}, ${ws()}, 'api', ${id}, ${customerId}, 'EUR', 500, ${tx.json(lines as never)}, ${NOW - DAY}, ${counted})`,
  );
  return id;
}
const wanted = (customerId: string | null, more: Partial<FactsWanted> = {}): FactsWanted => ({
  workspaceId: ws(),
  customerId,
  enrolment: { id: newId(), key: 'key-1', salt: 'salt', enteredAt: NOW - HOUR },
  eventId: null,
  eventAt: null,
  cartId: null,
  orderId: null,
  needs: { events: {}, models: [] },
  now: NOW,
  ...more,
});
const load = async (customerId: string | null, more: Partial<FactsWanted> = {}, workspaceId = ws()) =>
  (await world.in((tx) => loadFacts(tx, wanted(customerId, more)), workspaceId)).facts;

describe('whom the facts are about', () => {
  test('is the customer, with the store and its settings', async () => {
    const ann = await person();
    const facts = await load(ann);
    expect(facts.customer).toMatchObject({ id: ann, zone: 'Europe/Berlin', ordersCount: 0 });
    expect(facts.store).toMatchObject({
      currency: 'EUR',
      zone: 'Europe/Berlin',
      marginFloor: 0.3,
      shippingCost: 700,
    });
    expect(facts).toMatchObject({ now: NOW, cart: null, order: null, product: null, events: [], models: {} });
    expect(facts.enrolment).toMatchObject({ key: 'key-1', salt: 'salt', enteredAt: NOW - HOUR, event: null });
  });

  test('is nobody where nobody stands behind it', async () => {
    const facts = await load(null);
    expect(facts.customer).toMatchObject({ id: 'key-1', zone: 'Europe/Berlin', consent: {}, email: null });
    expect(facts.events).toEqual([]);
  });

  test.each(['gone', 'of another workspace'])('is missed when they are %s', async (which) => {
    const other = await world.other();
    const attempt = which === 'gone' ? load(newId()) : load(await person(), {}, other.workspaceId);
    const error = await attempt.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(isMillraceError(error) && [error.code, error.details]).toEqual([
      'not-found',
      { what: 'customer' },
    ]);
  });

  test('agreed by channel, and is closed off by their own address alone', async () => {
    const [ann, ben] = [
      await person({ email: 'ann@example.com' }),
      await person({ email: 'ben@example.com' }),
    ];
    await put(
      (tx) =>
        tx`insert into consents (workspace_id, customer_id, channel, state, at) values (${ws()}, ${ann}, 'email', 'subscribed', ${NOW})`,
    );
    await put(
      (tx) =>
        tx`insert into suppressions (workspace_id, channel, address, reason) values (${ws()}, 'email', 'ann@example.com', 'bounced')`,
    );
    expect((await load(ann)).customer).toMatchObject({
      consent: { email: 'subscribed' },
      suppressed: { email: true },
    });
    expect((await load(ben)).customer).toMatchObject({ consent: {}, suppressed: {} });
  });
});

describe('events of the person', () => {
  test('are those the plan asks about, oldest first, up to now and as far back as the widest need', async () => {
    const ann = await person();
    const days = [-1, 0, 3, 20, 40];
    for (const ago of days) await happened(ann, 'order-placed', NOW - ago * DAY, ago);
    await happened(ann, 'page-viewed', NOW - DAY);
    await happened(await person(), 'order-placed', NOW - DAY);
    const of = async (events: Record<string, number>) =>
      (await load(ann, { needs: { events, models: [] } })).events.map(({ value }) => value);
    expect(await of({ 'order-placed': 30 })).toEqual([20, 3, 0]);
    expect(await of({ 'order-placed': 1, 'product-viewed': 60 })).toEqual([40, 20, 3, 0]);
    expect(await of({ 'product-viewed': 60 })).toEqual([]);
    expect(await of({})).toEqual([]);
  });

  test('since entering are all from the very moment on, and a longer stay reaches further than a short window', async () => {
    const ann = await person();
    const enteredAt = NOW - 10 * DAY;
    for (const at of [enteredAt - 1, enteredAt, NOW]) await happened(ann, 'product-viewed', at);
    const enrolment = { id: newId(), key: 'k', enteredAt };
    for (const days of [0, 2])
      expect(
        (
          await load(ann, { enrolment, needs: { events: { 'product-viewed': days }, models: [] } })
        ).events.map(({ at }) => at),
      ).toEqual([enteredAt, NOW]);
  });

  test('the one that let them in is known by id and time', async () => {
    const ann = await person();
    const eventId = await happened(ann, 'cart-abandoned', NOW - HOUR, 12);
    expect((await load(ann, { eventId, eventAt: NOW - HOUR })).enrolment.event).toMatchObject({
      id: eventId,
      value: 12,
    });
    expect((await load(ann, { eventId, eventAt: NOW })).enrolment.event).toBeNull();
  });

  test('are in the person’s own time', async () => {
    const fast = await person({ pace: 60 });
    await happened(fast, 'product-viewed', NOW - HOUR);
    const facts = await load(fast, { needs: { events: { 'product-viewed': 7 }, models: [] } });
    expect(facts.now).toBe(NOW - 2 * DAY + 60 * 2 * DAY);
    expect(facts.now - facts.events[0]!.at).toBe(60 * HOUR);
    expect(facts.now - facts.enrolment.enteredAt).toBe(60 * HOUR);
  });
});

describe('the cart, the order and the product', () => {
  test('a line has the stock and cost of its own variant, else of its product', async () => {
    const [ann, plain, varied] = [await person(), 'plain', 'varied'];
    await product(plain, 5, 40);
    const id = await product(varied, 9, 70);
    await variant(id, 'red', 0, 33);
    await variant(id, 'blue', null, null);
    const cartId = await cart(ann, [line(plain), line(varied, 'red'), line(varied, 'blue'), line('unknown')]);
    const { lines } = (await load(ann, { cartId })).cart!;
    expect(lines.map(({ stock, cost }) => [stock, cost])).toEqual([
      [5, 40],
      [0, 33],
      // Another variant says what it costs: that of the product as a whole would be a guess.
      [null, null],
      [null, null],
    ]);
  });

  test('a category counts as bought by orders that count, of this person', async () => {
    const [ann, ben] = [await person(), await person()];
    const cartId = await cart(ann, [line('a', null, 'tea')]);
    const isNew = async () => (await load(ann, { cartId })).cart!.newCategory;
    expect(await isNew()).toBe(true);
    await order(ben, [line('a', null, 'tea')]);
    await order(ann, [line('a', null, 'tea')], false);
    await order(ann, [line('a', null, 'coffee')]);
    expect(await isNew()).toBe(true);
    await order(ann, [line('b', null, 'tea')]);
    expect(await isNew()).toBe(false);
  });

  test('are those that are named, and none of another workspace', async () => {
    const ann = await person();
    const [cartId, orderId, productId] = [
      await cart(ann, []),
      await order(ann, []),
      await product('named', 1, 1),
    ];
    const named = { cartId, orderId, productId };
    const facts = await load(ann, named);
    expect([facts.cart?.id, facts.order?.id, facts.product?.id]).toEqual([cartId, orderId, productId]);
    const other = await world.other();
    const elsewhere = await load(null, named, other.workspaceId);
    expect([elsewhere.cart, elsewhere.order, elsewhere.product]).toEqual([null, null, null]);
  });
});

describe('models', () => {
  test('are those the plan asks about that are in use', async () => {
    const model = (name: string, active: boolean, x: number) =>
      put(
        (tx) =>
          tx`insert into models (id, workspace_id, name, parameters, active) values (${newId()}, ${ws()}, ${name}, ${tx.json({ x })}, ${active})`,
      );
    await model('recovery', false, 1);
    await model('recovery', true, 2);
    await model('depth', true, 3);
    const facts = await load(await person(), { needs: { events: {}, models: ['recovery', 'absent'] } });
    expect(facts.models).toEqual({ recovery: { x: 2 } });
  });
});

describe('the limits on discounts', () => {
  const limit = (settings: Readonly<Record<string, unknown>>) =>
    put(
      (tx) =>
        tx`update workspaces set settings = settings || ${tx.json(settings as never)} where workspace_id = ${ws()}`,
    );
  const code = (customerId: string | null, daysAgo: number) =>
    put(
      (
        tx,
      ) => tx`insert into discount_codes (workspace_id, code, customer_id, kind, value, expires_at, created_at)
        values (${ws()}, ${newId()}, ${customerId}, 'percentage', 10, ${NOW}, ${NOW - daysAgo * DAY})`,
    );
  const left = async (customerId: string, daysAgo: number) => {
    const id = await cart(customerId, [line('p')]);
    await put((tx) => tx`update carts set abandoned_at = ${NOW - daysAgo * DAY} where id = ${id}`);
  };

  test('are absent where the store has none, and tell how much of each is used', async () => {
    const [ann, ben] = [await person(), await person()];
    expect((await load(ann)).store.discounts).toBeUndefined();
    await code(ann, 10);
    await code(ann, 40);
    await code(ann, 100);
    await code(ben, 2);
    await left(ann, 1);
    await left(ben, 6);
    await left(ben, 8);

    await limit({ deepestDiscount: 0.25 });
    expect((await load(ann)).store.discounts).toEqual({ deepest: 0.25, perCustomer: null, ofCarts: null });
    await limit({ discountsPerCustomer: 2, discountDays: 60, discountedCarts: 0.5 });
    const limits = (had: number) => ({
      deepest: 0.25,
      perCustomer: { most: 2, days: 60, had },
      ofCarts: { most: 0.5, days: 7, carts: 2, discounts: 1 },
    });
    expect((await load(ann)).store.discounts).toEqual(limits(2));
    expect((await load(ben)).store.discounts).toEqual(limits(1));
    expect((await load(null)).store.discounts).toEqual(limits(0));
    await limit({ deepestDiscount: null, discountsPerCustomer: null, discountedCarts: null });
    expect((await load(ann)).store.discounts).toBeUndefined();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR } from '@millrace/base';
import { describe, expect, it } from 'vitest';
import { OPENS, shopForTests, testWorld, type TestShop } from '../live/shop-for-tests.ts';
import { readState, writeState } from '../live/state.ts';
import { PRODUCTS } from '../shop/catalogue.ts';
import { connectorTo, eventsOf } from '../testing/connector-to.ts';
import { deskOf } from './desk-of-life.ts';

type Event = ReturnType<typeof eventsOf>[number];
type Properties = Record<string, unknown> & {
  readonly orderId: string;
  readonly lines: readonly { readonly [field: string]: unknown }[];
  readonly refunds: readonly { readonly refundId: string; readonly amount: string }[];
};
const said = (event: Event) => event.properties as Properties;
const KINDS = ['customers', 'products', 'orders'] as const;
const world = testWorld('history', 1_200);

let told: Promise<TestShop> | null = null;
/** A shop after twelve days, shared by the tests that only read it. */
const twelveDays = (): Promise<TestShop> =>
  (told ??= (async () => {
    const shop = shopForTests({ world });
    await shop.pass(12 * DAY);
    return shop;
  })());
type Reading = ReturnType<ReturnType<typeof connectorTo>['read']>;
const readings = new Map<string, Reading>();
/** All items of a kind after the twelve days, read once. */
async function readingOf(id: (typeof KINDS)[number]): Promise<Reading> {
  const known = readings.get(id) ?? connectorTo((await twelveDays()).life).read(id);
  readings.set(id, known);
  return known;
}
const webhooks = ({ parcels }: TestShop, topic: string) =>
  parcels.filter((parcel) => parcel.topic === topic).flatMap(eventsOf);

/** The parts of an order that a webhook and the history must agree on, with amounts as numbers. */
function essence(event: Event) {
  const { lines, discountCodes, ...rest } = said(event);
  const number = (value: unknown) => (value === undefined ? 0 : Number(value));
  return {
    orderId: rest.orderId,
    number: rest['number'],
    cartId: rest['cartId'],
    cartAliases: (rest['cartAliases'] as string[]).slice(0, 1),
    placedAt: rest['placedAt'],
    discountCodes,
    customer: [
      event.customer?.externalId,
      event.customer?.email,
      event.customer?.phone,
      event.customer?.firstName,
      event.customer?.city,
    ],
    language: event.customer?.language,
    country: event.customer?.country,
    money: ['total', 'subtotal', 'discount', 'tax', 'shipping'].map((name) => number(rest[name])),
    currency: rest['currency'],
    lines: lines.map(({ lineId, productId, variantId, title, sku, quantity, price }) => [
      lineId,
      productId,
      variantId,
      title,
      sku,
      quantity,
      number(price),
    ]),
  };
}

describe('the history of the shop, read by Millrace’s connector', () => {
  it.each(KINDS)(
    '%s are read to the last page, all are accepted, and a second reading gives the same',
    async (id) => {
      const first = await readingOf(id);
      expect(first.skipped).toEqual([]);
      expect(first.pages.length).toBeGreaterThan(2);
      expect(first.pages.reduce((sum, { count }) => sum + count, 0)).toBe(first.total ?? PRODUCTS.length);
      const ids = first.events.map((event) => event.id);
      expect(new Set(ids).size).toBe(ids.length);
      expect(connectorTo((await twelveDays()).life).read(id).events).toEqual(first.events);
    },
  );

  it('orders have the same ids, times and amounts as in their webhooks', async () => {
    const shop = await twelveDays();
    const { events } = await readingOf('orders');
    for (const [topic, type] of [
      ['orders/create', 'order-placed'],
      ['orders/paid', 'order-paid'],
    ] as const) {
      const read = new Map(events.filter((event) => event.type === type).map((event) => [event.id, event]));
      const heard = webhooks(shop, topic);
      expect(heard.length).toBeGreaterThan(300);
      expect([...read.keys()].sort()).toEqual(heard.map(({ id }) => id).sort());
      for (const event of heard) {
        const same = read.get(event.id)!;
        expect(same.occurredAt).toBe(event.occurredAt);
        expect(essence(same)).toEqual(essence(event));
      }
    }
  });

  it('an order has its current state: shipped once its parcel left, and less its refunds', async () => {
    const shop = await twelveDays();
    const now = new Map(
      (await readingOf('orders')).events
        .filter(({ type }) => type === 'order-updated')
        .map((event) => [said(event).orderId, event]),
    );
    const shipped = webhooks(shop, 'orders/fulfilled');
    expect(shipped.length).toBeGreaterThan(200);
    const back = webhooks(shop, 'refunds/create');
    expect(back.length).toBeGreaterThan(1);
    const returned = new Set(back.map((event) => said(event).orderId));
    for (const event of shipped) {
      const { updatedAt, fulfilmentStatus } = said(now.get(said(event).orderId)!);
      expect(fulfilmentStatus).toBe('fulfilled');
      if (!returned.has(said(event).orderId)) expect(updatedAt).toBe(said(event)['updatedAt']);
    }
    for (const event of back) {
      const { refundId, amount, orderId } = said(event) as Properties & { refundId: string; amount: string };
      const order = said(now.get(orderId)!);
      expect(order.refunds).toEqual([expect.objectContaining({ refundId, amount })]);
      expect(Number(order['currentTotal'])).toBeCloseTo(Number(order['total']) - Number(amount), 6);
      expect(Number(order['currentTotal'])).toBeGreaterThanOrEqual(0);
      expect(order['financialStatus']).toMatch(/refunded$/);
      expect(order['updatedAt']).toBe(event.occurredAt);
    }
  });

  it('customers have their consent and its time, and new ones are as in their webhook', async () => {
    const shop = await twelveDays();
    const { events, total } = await readingOf('customers');
    const read = new Map(events.map((event) => [event.customer?.externalId, event]));
    const newcomers = webhooks(shop, 'customers/create');
    expect(newcomers.length).toBeGreaterThan(20);
    expect(total).toBe(world.population + newcomers.length);
    for (const event of newcomers) {
      const same = read.get(event.customer?.externalId)!;
      const { consent = {}, ...profile } = event.customer!;
      expect(same.customer).toMatchObject(profile);
      expect(same.customer?.consent ?? {}).toMatchObject(consent);
      expect(same.properties).toMatchObject({ createdAt: said(event)['createdAt'] });
    }
    for (const event of webhooks(shop, 'customers_email_marketing_consent/update'))
      expect(read.get(event.customer?.externalId)?.customer?.consent?.['email']).toEqual(
        event.customer?.consent?.['email'],
      );
    const { person, createdAt, consent } = shop.life.customer(7)!;
    expect(createdAt).toBe(person.createdAt);
    expect(read.get(String(person.customerId))?.occurredAt).toBe(
      Math.max(createdAt, consent.email.at, consent.sms.at),
    );
    // All times are real times, though the people live faster.
    for (const { occurredAt } of events) expect(occurredAt).toBeLessThanOrEqual(shop.life.now());
  });

  it('products have the stock that the shop sent last', async () => {
    const shop = await twelveDays();
    const { events } = await readingOf('products');
    const last = new Map(
      shop.parcels
        .filter(({ topic }) => topic === 'inventory_levels/update')
        .map(
          ({ body }) =>
            JSON.parse(body) as { inventory_item_id: number; available: number; updated_at: string },
        )
        .map((level) => [String(level.inventory_item_id), level]),
    );
    expect(last.size).toBeGreaterThan(30);
    for (const event of events) {
      const { variants, stock, updatedAt, currency } = said(event) as Properties & {
        variants: { inventoryItemId: string }[];
      };
      const level = last.get(variants[0]!.inventoryItemId);
      const product = PRODUCTS.find(
        ({ inventoryItemId }) => String(inventoryItemId) === variants[0]!.inventoryItemId,
      )!;
      expect(currency).toBe('USD');
      expect(stock).toBe(level?.available ?? product.stock);
      if (level) expect(updatedAt).toBe(Date.parse(level.updated_at));
    }
  });
});

describe('changes since a time', () => {
  it.each(KINDS)('%s: those that a webhook told of since, and no others', async (id) => {
    const shop = await twelveDays();
    const since = OPENS + (11 * DAY) / 60;
    const all = await readingOf(id);
    const changed = connectorTo(shop.life).read(id, since);
    const late = (event: Event) => Number(said(event)['updatedAt']) >= since;
    expect(changed.events.length).toBeGreaterThan(0);
    expect(changed.events.length).toBeLessThan(all.events.length);
    expect(changed.events.map((event) => event.id).sort()).toEqual(
      all.events
        .filter(late)
        .map((event) => event.id)
        .sort(),
    );
  });

  it('a new tag counts as a change, and webhooks have it from then on', async () => {
    const shop = shopForTests({ world });
    await shop.pass(2 * HOUR);
    const asked = connectorTo(shop.life);
    const since = shop.life.now();
    const { person } = shop.life.customer(3)!;
    const TAG =
      'mutation($id: ID!, $tags: [String!]!) { tagsAdd(id: $id, tags: $tags) { userErrors { message } } }';
    asked.ask(TAG, { id: `gid://shopify/Customer/${person.customerId}`, tags: ['vip'] });
    const found = asked
      .read('customers', since)
      .events.filter(({ customer }) => customer?.externalId === String(person.customerId));
    expect(found.map(({ customer }) => customer?.tags)).toEqual([['demo', 'vip']]);
    for (let index = 0; index < world.population; index += 1)
      shop.life.state.tags[shop.life.person(index).customerId] = ['vip'];
    const before = shop.parcels.length;
    await shop.pass(12 * HOUR);
    const orders = shop.parcels
      .slice(before)
      .filter(({ topic }) => topic === 'orders/create')
      .flatMap(eventsOf);
    const known = orders.filter(
      ({ customer }) => Number(customer?.externalId) < shop.life.person(world.population).customerId,
    );
    expect(known.length).toBeGreaterThan(0);
    for (const { customer } of known) expect(customer?.tags).toEqual(['demo', 'vip']);
  });
});

describe('what the shop forgets', () => {
  it('forgets the oldest finished orders, and no open order', async () => {
    const shop = shopForTests({ world });
    await shop.pass(8 * DAY);
    const orders = () =>
      deskOf(shop.life)
        .orders()
        .map(({ payload }) => payload());
    const before = orders();
    shop.tidy();
    expect(orders()).toEqual(before);
    const over = shop.life.state.journeys.find(({ state }) => state === 'over')!;
    const underWay = shop.life.state.journeys.filter(({ state }) => state === 'bought').length;
    for (let number = 0; number < 600; number += 1)
      shop.life.addJourney({ ...over, number: 1_000_000 + number });
    shop.tidy();
    expect(orders()).toHaveLength(500 + underWay);
    expect(shop.life.journey(over.number)).toBeUndefined();
  });

  it('forgets the finished orders of an earlier release, since it did not record their refunds', async () => {
    const shop = shopForTests({ world });
    await shop.pass(6 * DAY);
    const folder = mkdtempSync(join(tmpdir(), 'demo-shop-'));
    try {
      const file = join(folder, 'state.json');
      const { webhooks: _none, news: _nor, stockChangedAt: _these, ...earlier } = shop.life.state;
      expect(earlier.journeys.some(({ state }) => state === 'over')).toBe(true);
      writeState(file, earlier as typeof shop.life.state);
      const again = shopForTests({ world, state: readState(file)!, from: shop.life.now() });
      const read = connectorTo(again.life).read('orders');
      expect(read.skipped).toEqual([]);
      expect(read.total).toBe(earlier.journeys.filter(({ state }) => state === 'bought').length);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

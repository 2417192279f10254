import { DAY } from '@millrace/base';
import { beforeAll, describe, expect, it } from 'vitest';
import { shopForTests, testWorld, type TestShop } from './shop-for-tests.ts';
import { PRODUCTS } from '../shop/catalogue.ts';
import type { OutgoingEvent } from '../sending/intake-event.ts';
import { FALSE_PIECES, flawOf, trafficAt } from '../truth/index.ts';
import type { OrderPayload } from '../shopify/order.ts';
import { theirPrice } from './supply.ts';

const world = testWorld('service', 3_000);
let shop: TestShop;
let events: readonly OutgoingEvent[];
beforeAll(async () => {
  shop = shopForTests({ world });
  await shop.pass(34 * DAY);
  events = shop.parcels
    .filter(({ topic }) => topic === null)
    .flatMap(({ body }) => JSON.parse(body) as OutgoingEvent[]);
}, 120_000);

const of = (type: string) => events.filter((event) => event.type === type);
const times = (type: string, name: string) =>
  new Map(of(type).map(({ properties, occurredAt }) => [String(properties[name]), occurredAt]));
/** Those of the later type, each with the time of the earlier one for the same thing. */
const pairs = (earlier: string, later: string, name: string) =>
  [...times(later, name)].map(([id, at]) => [times(earlier, name).get(id), at] as const);
const orders = () => shop.parcels.filter(({ topic }) => topic === 'orders/create').length;

describe('the shop after a parcel', () => {
  it('is written to, answers and closes, in this order', () => {
    expect(of('ticket-opened').length / orders()).toBeGreaterThan(0.02);
    expect(of('ticket-opened').length / orders()).toBeLessThan(0.12);
    for (const [earlier, later] of [
      ['ticket-opened', 'ticket-answered'],
      ['ticket-answered', 'ticket-closed'],
    ] as const)
      for (const [before, after] of pairs(earlier, later, 'ticketId')) expect(after).toBeGreaterThan(before!);
    expect(new Set(of('ticket-opened').map(({ properties }) => properties['class'])).size).toBeGreaterThan(2);
    for (const { properties } of of('ticket-opened')) expect(properties['text']).not.toMatch(/[{}]/);
    const { length } = of('survey-answered');
    expect(length).toBeGreaterThan(0);
    expect(length).toBeLessThan(of('ticket-closed').length);
  });

  it('takes things back step by step, and refunds each once', () => {
    const steps = ['requested', 'approved', 'label-made', 'received', 'refunded'].map(
      (step) => `return-${step}`,
    );
    for (const [index, later] of steps.slice(1).entries()) {
      const found = pairs(steps[index]!, later, 'returnId');
      expect(found.length).toBeGreaterThan(0);
      for (const [before, after] of found) expect(after).toBeGreaterThan(before!);
    }
    const refunded = of('return-refunded').map(({ properties }) => properties['orderId']);
    expect(new Set(refunded).size).toBe(refunded.length);
    expect(shop.parcels.filter(({ topic }) => topic === 'refunds/create').length).toBe(refunded.length);
    expect(of('return-requested').length / orders()).toBeLessThan(0.1);
  });

  it('has reviews in which the few faulty products show, and nothing else says which they are', () => {
    const stars = { faulty: [] as number[], sound: [] as number[] };
    for (const { properties } of of('review-posted')) {
      const product = PRODUCTS.find(({ productId }) => String(productId) === properties['productId'])!;
      stars[flawOf(world.seed, product) > 0.2 ? 'faulty' : 'sound'].push(Number(properties['stars']));
    }
    const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / list.length;
    expect(stars.faulty.length).toBeGreaterThan(4);
    expect(mean(stars.faulty)).toBeLessThan(mean(stars.sound) - 0.4);
    expect(mean(stars.sound)).toBeGreaterThan(4);
    expect(JSON.stringify(events)).not.toMatch(/flaw|fate/i);
  });

  it('tells of late parcels before they come', () => {
    const late = of('shipment-delayed');
    expect(late.length / orders()).toBeGreaterThan(0.02);
    for (const { properties, occurredAt } of late)
      expect(Number(properties['expectedAt'])).toBeGreaterThan(occurredAt);
    const asked = of('ticket-opened').filter(({ properties }) => properties['class'] === 'Missing parcel');
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.length).toBeLessThan(late.length);
  });
});

describe('false orders', () => {
  it('are few, of newcomers, of many pieces, and go to another country; the shop does not call them so', () => {
    const placed = shop.parcels
      .filter(({ topic }) => topic === 'orders/create')
      .map(({ body }) => JSON.parse(body) as OrderPayload);
    const abroad = placed.filter(
      ({ billing_address: from, shipping_address: to }) => from.country_code !== to.country_code,
    );
    expect(abroad.length).toBeGreaterThan(0);
    expect(abroad.length / placed.length).toBeLessThan(0.03);
    for (const { line_items: lines } of abroad)
      expect(lines[0]!.quantity).toBeGreaterThanOrEqual(FALSE_PIECES);
    const buyers = placed.map(({ customer }) => customer.id);
    for (const { customer, id } of abroad)
      expect(buyers.indexOf(customer.id)).toBe(placed.findIndex((order) => order.id === id));
    expect(JSON.stringify(abroad).replaceAll(/: ?false|":false/g, '')).not.toMatch(/fraud|stolen|goesTo/i);
  });
});

describe('the shop and its suppliers', () => {
  it('is promised goods that run low, and hears when they are late', () => {
    const promised = times('supplier-promised', 'purchaseOrderId');
    expect(promised.size).toBeGreaterThan(5);
    for (const { properties, occurredAt } of of('supplier-late')) {
      expect(promised.get(String(properties['purchaseOrderId']))).toBeLessThan(occurredAt);
      expect(Number(properties['expectedAt'])).toBeGreaterThan(Number(properties['promisedAt']));
    }
    expect(of('supplier-late').length).toBeGreaterThan(0);
    expect(of('supplier-late').length).toBeLessThan(promised.size / 2);
  });

  it('sees what others ask, near its own prices and the same within a week', () => {
    expect(of('competitor-price-seen').length).toBeGreaterThan(100);
    for (const product of PRODUCTS.slice(0, 20)) {
      const price = theirPrice('service', 'Kettle Row', product.number, 21 * DAY);
      expect(price).toBe(theirPrice('service', 'Kettle Row', product.number, 22 * DAY));
      expect(price / product.price).toBeGreaterThan(0.7);
      expect(price / product.price).toBeLessThan(1.3);
    }
  });
});

it('sends coffee every month to some, whose cards fail now and then', () => {
  const due = times('subscription-due', 'subscriptionId');
  const renewed = of('subscription-renewed');
  expect(due.size).toBeGreaterThan(40);
  expect(renewed.length / due.size).toBeGreaterThan(0.7);
  expect(of('subscription-failed').length).toBeGreaterThan(0);
  for (const { properties, occurredAt } of renewed) {
    expect(due.get(String(properties['subscriptionId']))).toBeDefined();
    expect(Number(properties['nextAt'])).toBeGreaterThan(occurredAt);
  }
});

it('sends nothing twice, and goes on with subscriptions after a restart as if nothing had happened', () => {
  expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
  const state = { ...shop.life.state, actions: [...shop.life.schedule.list()] };
  const again = shopForTests({ world, state, from: shop.life.now() });
  const due = (one: TestShop) =>
    one.life.schedule.list().filter(({ what }) => what.startsWith('subscription')).length;
  expect(due(again)).toBe(due(shop));
});

it('has newcomers who sign up, with their consent, before they have bought anything', () => {
  const signed = of('signed-up');
  expect(signed.length).toBeGreaterThan(10);
  const told = shop.parcels
    .filter(({ topic }) => topic === 'customers/create')
    .map(({ body }) => JSON.parse(body) as { id: number; email_marketing_consent: { state: string } });
  for (const { customer } of signed)
    expect(told.filter(({ id }) => String(id) === customer?.['externalId'])).toMatchObject([
      { email_marketing_consent: { state: 'subscribed' } },
    ]);
});

it('has a day with fewer visits now and then, but not at first', () => {
  const days = Array.from({ length: 400 }, (_, day) => trafficAt(world.seed, 0, day * DAY));
  expect(days.slice(0, 3)).toEqual([1, 1, 1]);
  const low = days.filter((share) => share < 1).length;
  expect(low).toBeGreaterThan(400 / 12 / 2);
  expect(low).toBeLessThan((400 / 12) * 2);
});

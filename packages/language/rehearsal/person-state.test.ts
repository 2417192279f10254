import { expect, test } from 'vitest';
import fc from 'fast-check';
import { DAY } from '@millrace/base';
import type { OrderFacts } from '@millrace/flow';
import { cart, customer, event, facts, NOW, store } from '@millrace/flow/testing';
import { afterOrder, PersonState } from './person-state.ts';

const order = (total: number, placedAt: number, discount = 0): OrderFacts => ({
  id: `order-${placedAt}`,
  number: null,
  currency: 'EUR',
  total,
  discount,
  margin: null,
  lines: [],
  placedAt,
  status: 'paid',
  fulfilment: null,
  cartId: null,
});
const stranger = customer({
  ordersCount: 0,
  totalSpent: 0,
  averageOrder: 0,
  firstOrderAt: null,
  lastOrderAt: null,
  discountShare: null,
  orderGapDays: null,
});

test('orders applied one by one give the same facts as all orders together', () => {
  const orders = fc.array(
    fc.record({
      total: fc.integer({ min: 0, max: 100_000 }),
      day: fc.integer({ min: 0, max: 700 }),
      discount: fc.constantFrom(0, 500),
    }),
    { minLength: 1, maxLength: 12 },
  );
  fc.assert(
    fc.property(orders, (drawn) => {
      const known = drawn.reduce(
        (person, { total, day, discount }) => afterOrder(person, order(total, NOW + day * DAY, discount)),
        stranger,
      );
      const last = NOW + Math.max(...drawn.map(({ day }) => day)) * DAY;
      const spent = drawn.reduce((sum, { total }) => sum + total, 0);
      expect(known).toMatchObject({
        ordersCount: drawn.length,
        totalSpent: spent,
        averageOrder: Math.round(spent / drawn.length),
        lastOrderAt: last,
        firstOrderAt: NOW + Math.min(...drawn.map(({ day }) => day)) * DAY,
      });
      expect(known.discountShare).toBeCloseTo(
        drawn.filter(({ discount }) => discount > 0).length / drawn.length,
        9,
      );
      const days = drawn.map(({ day }) => day);
      if (drawn.length < 2) expect(known.orderGapDays).toBeNull();
      else
        expect(known.orderGapDays).toBeCloseTo(
          (Math.max(...days) - Math.min(...days)) / (drawn.length - 1),
          9,
        );
    }),
  );
});

const state = () =>
  new PersonState(
    { customer: stranger, events: [] },
    { events: { 'product-viewed': 30 }, models: [] },
    store,
    { recovery: { x: 1 } },
  );

test('a repeated order counts once', () => {
  const person = state();
  for (const _ of [1, 2]) person.apply({ event: event('order-placed'), order: order(500, NOW) });
  expect(person.customer.ordersCount).toBe(1);
});

test('a change of profile is known from then on', () => {
  const person = state();
  person.apply({ event: event('customer-updated'), customer: { city: 'Hamburg' } });
  expect(person.customer.city).toBe('Hamburg');
});

test('the facts of an enrolment are about its own cart, in its current state', () => {
  const person = state();
  person.apply({ event: event('cart-updated'), cart: cart({ id: 'cart-1', total: 1 }) });
  person.apply({ event: event('cart-updated'), cart: cart({ id: 'cart-2', total: 2 }) });
  person.apply({ event: event('cart-updated'), cart: cart({ id: 'cart-1', total: 3 }) });
  const about = (cartId: string | null) =>
    person.facts(NOW, { ...facts().enrolment, event: event('cart-abandoned', { cartId }) }).cart;
  expect([about('cart-1')?.total, about('cart-2')?.total, about('cart-3'), about(null)?.total]).toEqual([
    3,
    2,
    null,
    3,
  ]);
});

test('only events that the plan needs are kept', () => {
  const person = state();
  for (const type of ['product-viewed', 'page-viewed', 'product-viewed'])
    person.apply({ event: event(type) });
  expect(person.facts(NOW, facts().enrolment).events.map(({ type }) => type)).toEqual([
    'product-viewed',
    'product-viewed',
  ]);
});

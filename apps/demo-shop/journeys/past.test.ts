import { describe, expect, it } from 'vitest';
import { OPENS, testWorld } from '../live/shop-for-tests.ts';
import { makePerson } from '../people/make-person.ts';
import { traitsOf, type Need } from '../truth/index.ts';
import { orderName, pastOf } from './past.ts';
import { cartEvents, customerEvent } from '../history/to-events.ts';

const world = testWorld('past', 5_000);
const indices = Array.from({ length: 2_000 }, (_, count) => Math.floor(count * 2.5));
const everyone = indices.map((index) => {
  const person = makePerson(world, index);
  return { person, need: traitsOf(world.seed, index).need, carts: pastOf(world, person) };
});
const cartsOf = (need?: Need) =>
  everyone.filter((one) => !need || one.need === need).flatMap((one) => one.carts);
const orderShareWithCode = (need: Need) => {
  const orders = cartsOf(need).filter((cart) => cart.order);
  return orders.filter((cart) => cart.code).length / orders.length;
};

describe('the two years before the shop opens', () => {
  it('are the same each time', () => {
    expect(pastOf(world, everyone[7]!.person)).toEqual(everyone[7]!.carts);
  });

  it('have a realistic number of carts and orders for a shop of this size', () => {
    const whole = 5_000 / everyone.length;
    expect(cartsOf().length * whole).toBeGreaterThan(28_000);
    expect(cartsOf().length * whole).toBeLessThan(40_000);
    const orders = cartsOf().filter((cart) => cart.order).length;
    expect(orders * whole).toBeGreaterThan(10_000);
    expect(orders * whole).toBeLessThan(14_000);
    expect(orders / cartsOf().length).toBeLessThan(0.4);
  });

  it('have about one in eleven left carts bought without a message, and more of those left at payment', () => {
    const rate = (step?: string) => {
      const left = cartsOf().filter((cart) => !cart.atOnce && (!step || cart.step === step));
      return left.filter((cart) => cart.order).length / left.length;
    };
    expect(rate()).toBeGreaterThan(0.06);
    expect(rate()).toBeLessThan(0.13);
    expect(rate('payment')).toBeGreaterThan(1.8 * rate('cart'));
  });

  it('show by the codes used who needs a discount, without naming it', () => {
    expect(orderShareWithCode('discount')).toBeGreaterThan(2.5 * orderShareWithCode('nothing'));
  });

  it('end before the shop opens, and start after the person became a customer', () => {
    for (const { person, carts } of everyone.slice(0, 400)) {
      for (const cart of carts) {
        expect(cart.startedAt).toBeGreaterThan(person.createdAt);
        for (const event of cartEvents(world, person, cart)) {
          expect(event.occurredAt).toBeLessThan(OPENS);
          expect(Number.isInteger(event.occurredAt)).toBe(true);
        }
      }
    }
  });

  it('are sent as events with unique ids and correct sums', () => {
    const ids = new Set<string>();
    let count = 0;
    for (const { person, carts } of everyone.slice(0, 400)) {
      for (const event of [
        customerEvent(person),
        ...carts.flatMap((cart) => cartEvents(world, person, cart)),
      ]) {
        ids.add(event.id);
        count += 1;
        if (event.type !== 'order-placed') continue;
        const order = event.properties as {
          lines: { price: number; quantity: number }[];
          total: number;
          discount: number;
          shipping: number;
        };
        const goods = order.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
        expect(order.total).toBe(goods - order.discount + order.shipping);
      }
    }
    expect(ids.size).toBe(count);
  });

  it('never contain the traits of a person', () => {
    const told = JSON.stringify(
      everyone
        .slice(0, 200)
        .flatMap(({ person, carts }) => [
          customerEvent(person),
          ...carts.flatMap((cart) => cartEvents(world, person, cart)),
        ]),
    );
    for (const word of ['reminderEffect', 'wantedSaving', 'favouriteHours', '"need"', 'traits', 'tires'])
      expect(told).not.toContain(word);
  });

  it('name orders by their day in the shop’s time zone', () => {
    expect(orderName(Date.UTC(2026, 10, 21, 17), 'America/New_York', 417)).toBe('TK-26325-0417');
  });
});

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

describe('the two years before the shop opens to us', () => {
  it('are the same each time they are told', () => {
    expect(pastOf(world, everyone[7]!.person)).toEqual(everyone[7]!.carts);
  });

  it('hold as many carts and orders as a shop of this size has', () => {
    const whole = 5_000 / everyone.length;
    expect(cartsOf().length * whole).toBeGreaterThan(28_000);
    expect(cartsOf().length * whole).toBeLessThan(40_000);
    const orders = cartsOf().filter((cart) => cart.order).length;
    expect(orders * whole).toBeGreaterThan(10_000);
    expect(orders * whole).toBeLessThan(14_000);
    expect(orders / cartsOf().length).toBeLessThan(0.4);
  });

  it('show that about one left cart in eleven comes back by itself, more of those who got as far as paying', () => {
    const rate = (step?: string) => {
      const left = cartsOf().filter((cart) => !cart.atOnce && (!step || cart.step === step));
      return left.filter((cart) => cart.order).length / left.length;
    };
    expect(rate()).toBeGreaterThan(0.06);
    expect(rate()).toBeLessThan(0.13);
    expect(rate('payment')).toBeGreaterThan(1.8 * rate('cart'));
  });

  it('betray by their codes who needs a discount, without saying so', () => {
    expect(orderShareWithCode('discount')).toBeGreaterThan(2.5 * orderShareWithCode('nothing'));
  });

  it('are over when the shop opens: nothing in them lies in the future or before the person', () => {
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

  it('are told by events each with an id of its own, whose amounts add up', () => {
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

  it('never say what moves a person', () => {
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

  it('name orders by the day they were placed where the shop is', () => {
    expect(orderName(Date.UTC(2026, 10, 21, 17), 'America/New_York', 417)).toBe('TK-26325-0417');
  });
});

import { describe, expect, test } from 'vitest';
import { eventTrigger } from './definition.ts';
import { arriveAt, checked } from '../testing/scene.ts';

const read = (config: Readonly<Record<string, unknown>>) =>
  eventTrigger.trigger!(eventTrigger.config.parse(config) as never);

describe('what lets people in', () => {
  test('an event alone lets everybody in, one at a time, again and again', () => {
    expect(read({ event: 'customer-subscribed' })).toEqual({
      event: 'customer-subscribed',
      filter: null,
      key: 'customer',
      reentry: { rule: 'always' },
      exits: [],
    });
  });
  test('an empty filter is no filter', () => {
    expect(read({ event: 'cart-abandoned', filter: { all: [] } }).filter).toBeNull();
    expect(
      read({
        event: 'cart-abandoned',
        filter: { all: [{ fact: 'cart.total', operator: 'more-than', value: 1 }] },
      }).filter,
    ).not.toBeNull();
  });
  test('an exit counts for the person unless it is tied to the cart', () => {
    expect(
      read({
        event: 'cart-abandoned',
        key: 'cart',
        exits: [{ event: 'order-placed', match: 'cart' }, { event: 'customer-unsubscribed' }],
      }).exits,
    ).toEqual([
      { event: 'order-placed', match: 'cart' },
      { event: 'customer-unsubscribed', match: 'customer' },
    ]);
  });
  test('an event of the shop’s own is as good as any', () => {
    expect(read({ event: 'made-a-wish' }).event).toBe('made-a-wish');
  });
});

test('a missing event is a problem', () => {
  expect(eventTrigger.config.safeParse({ event: '' }).error?.issues[0]?.message).toBe(
    'Choose the event that lets people in.',
  );
});

test('a name that is not normalised would never match, so it is a problem', () => {
  expect(checked(eventTrigger, { event: 'Made a wish ' })).toEqual([
    'The event "Made a wish " comes in as "made-a-wish". Write it like that, or it never matches.',
  ]);
  expect(checked(eventTrigger, { event: 'made-a-wish', exits: [{ event: 'Order Placed' }] })).toEqual([
    expect.stringMatching(/"order-placed"/),
  ]);
  expect(checked(eventTrigger, { event: '!' })).toEqual(['"!" is not the name of an event.']);
});

test('the card says the event and the filter in words', () => {
  expect(eventTrigger.sentence({ event: 'order-placed' })).toBe('Placed an order');
  expect(
    eventTrigger.sentence({
      event: 'order-placed',
      filter: { fact: 'customer.ordersCount', operator: 'is', value: 1 },
    }),
  ).toBe('Placed an order, if number of orders is 1');
  expect(eventTrigger.sentence({ event: 'made-a-wish', filter: { half: 'done' } })).toBe('Made a wish, if …');
});

test('the person’s history begins with the entry event', () => {
  expect(arriveAt(eventTrigger, { event: 'cart-abandoned' })).toEqual({
    go: 'next',
    sentence: 'Entered: abandoned cart.',
  });
});

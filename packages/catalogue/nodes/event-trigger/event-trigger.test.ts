import { describe, expect, test } from 'vitest';
import { bringUp } from '@millrace/flow';
import { event, facts } from '@millrace/flow/testing';
import { eventTrigger } from './definition.ts';
import { arriveAt, checked } from '../testing/scene.ts';

const read = (config: Readonly<Record<string, unknown>>) =>
  eventTrigger.trigger!(eventTrigger.config.parse(config) as never);

describe('what lets people in', () => {
  test('an event alone lets everybody in, one at a time, again and again', () => {
    expect(read({ events: ['customer-subscribed'] })).toEqual({
      event: 'customer-subscribed',
      filter: null,
      key: 'customer',
      reentry: { rule: 'always' },
      exits: [],
    });
  });
  test('an empty filter is no filter', () => {
    expect(read({ events: ['cart-abandoned'], filter: { all: [] } }).filter).toBeNull();
    expect(
      read({
        events: ['cart-abandoned'],
        filter: { all: [{ fact: 'cart.total', operator: 'more-than', value: 1 }] },
      }).filter,
    ).not.toBeNull();
  });
  test('an exit counts for the person unless it is tied to the cart', () => {
    expect(
      read({
        events: ['cart-abandoned'],
        key: 'cart',
        exits: [{ event: 'order-placed', match: 'cart' }, { event: 'customer-unsubscribed' }],
      }).exits,
    ).toEqual([
      { event: 'order-placed', match: 'cart' },
      { event: 'customer-unsubscribed', match: 'customer' },
    ]);
  });
  test('an event of the shop’s own is as good as any', () => {
    expect(read({ events: ['made-a-wish'] }).event).toBe('made-a-wish');
  });
});

test('a missing event is a problem', () => {
  expect(eventTrigger.config.safeParse({ events: [] }).error?.issues[0]?.message).toBe(
    'Choose the event that lets people in.',
  );
});

test('a name that is not normalised would never match, so it is a problem', () => {
  expect(checked(eventTrigger, { events: ['Made a wish '] })).toEqual([
    'The event "Made a wish " comes in as "made-a-wish". Write it like that, or it never matches.',
  ]);
  expect(checked(eventTrigger, { events: ['made-a-wish'], exits: [{ event: 'Order Placed' }] })).toEqual([
    expect.stringMatching(/"order-placed"/),
  ]);
  expect(checked(eventTrigger, { events: ['!'] })).toEqual(['"!" is not the name of an event.']);
});

test('the card says the event and the filter in words', () => {
  expect(eventTrigger.sentence({ events: ['order-placed'] })).toBe('Placed an order');
  expect(
    eventTrigger.sentence({
      events: ['order-placed'],
      filter: { fact: 'customer.ordersCount', operator: 'is', value: 1 },
    }),
  ).toBe('Placed an order, if number of orders is 1');
  expect(eventTrigger.sentence({ events: ['made-a-wish'], filter: { half: 'done' } })).toBe(
    'Made a wish, if …',
  );
});

test('the person’s history begins with the entry event', () => {
  expect(arriveAt(eventTrigger, { events: ['cart-abandoned'] })).toEqual({
    go: 'next',
    sentence: 'Entered: abandoned cart.',
  });
});

describe('several events at once', () => {
  const BROWSED = {
    events: ['product-viewed', 'searched'],
    filter: { fact: 'customer.ordersCount', operator: 'is', value: 0 },
  };
  test('any of them lets people in, with one filter for all', () => {
    expect(read(BROWSED)).toMatchObject({
      event: 'product-viewed',
      also: ['searched'],
      filter: BROWSED.filter,
    });
    expect(eventTrigger.sentence(BROWSED)).toBe(
      'Viewed a product or searched the shop, if number of orders is 0',
    );
  });
  test('the history says by which of them the person entered', () => {
    const enteredBy = (type: string) =>
      arriveAt(eventTrigger, BROWSED, {
        facts: { enrolment: { ...facts().enrolment, event: event(type) } },
      });
    expect(enteredBy('searched')).toEqual({ go: 'next', sentence: 'Entered: searched the shop.' });
    expect(enteredBy('audience-chosen')).toEqual({
      go: 'next',
      sentence: 'Entered: viewed a product or searched the shop.',
    });
  });
  test('at most eight, and none twice', () => {
    const nine = Array.from({ length: 9 }, (_, index) => `wish-${index}`);
    expect(eventTrigger.config.safeParse({ events: nine }).success).toBe(false);
    expect(eventTrigger.config.safeParse({ events: nine.slice(1) }).success).toBe(true);
    expect(checked(eventTrigger, { events: ['searched', 'searched'] })).toEqual([
      '“Searched the shop” is chosen twice. Remove one of the two.',
    ]);
  });
  test('a property of the event has its name and type in the card', () => {
    const filter = { fact: 'event.properties.stars', operator: 'at-most', value: 2 };
    expect(eventTrigger.sentence({ events: ['review-posted'], filter })).toBe(
      'Posted a review, if stars is at most 2',
    );
  });
});

test('a trigger of an earlier release with one event is one with a list of one', () => {
  const { config } = bringUp(eventTrigger, 0, { event: 'cart-abandoned', key: 'cart' });
  expect(config).toEqual({ events: ['cart-abandoned'], key: 'cart' });
  expect(bringUp(eventTrigger, 0, { event: '' }).config).toEqual({ events: [] });
  expect(bringUp(eventTrigger, 0, config).config).toEqual(config);
});

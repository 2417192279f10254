import { expect, test } from 'vitest';
import fc from 'fast-check';
import { EVENT_TYPES, eventType } from './event-types.ts';
import { intakeEventSchema, normaliseEventType } from './intake.ts';

test('every spelling of an event type is normalised to one name', () => {
  for (const spelling of [
    'Cart Updated',
    'cart.updated',
    'cart_updated',
    'cartUpdated',
    ' CART-UPDATED ',
    'cart/updated',
    'Cart  Updated!',
  ]) {
    expect(normaliseEventType(spelling)).toBe('cart-updated');
  }
});

test('a name that is right already is left as it is', () => {
  for (const { type } of EVENT_TYPES) expect(normaliseEventType(type)).toBe(type);
});

test('normalising a name twice is the same as once', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(normaliseEventType(normaliseEventType(name))).toBe(normaliseEventType(name));
      expect(normaliseEventType(name)).toMatch(/^([a-z0-9]+(-[a-z0-9]+)*)?$/);
    }),
  );
});

test('no event is listed twice, and each reads as something somebody did', () => {
  expect(new Set(EVENT_TYPES.map(({ type }) => type)).size).toBe(EVENT_TYPES.length);
  for (const { label, matches } of EVENT_TYPES) {
    expect(label).toMatch(/^[A-Z][a-z]/);
    expect(matches.length).toBeGreaterThan(0);
  }
  expect(eventType('made-a-wish')).toBeUndefined();
});

test('an event needs an id and a type; other fields have defaults', () => {
  expect(intakeEventSchema.parse({ id: '1', type: 'product-viewed' })).toEqual({
    id: '1',
    type: 'product-viewed',
    properties: {},
  });
  expect(intakeEventSchema.safeParse({ type: 'product-viewed' }).success).toBe(false);
  expect(intakeEventSchema.safeParse({ id: '1', type: 'x', occurredAt: 'yesterday' }).success).toBe(false);
});

import { describe, expect, test } from 'vitest';
import { eventFields, eventGist, factsWithEvents, fieldsOfType, listsOfGoods } from './event-fields.ts';
import { EVENT_TYPES, eventType, needsCustomer } from './event-types.ts';
import { FACT_FIELDS, LANGUAGE_FACTS, OPERATORS_BY_TYPE } from './fact-fields.ts';
import { normaliseEventType } from './intake.ts';
import { sampleProperties } from './testing/sample-events.ts';

/** The list that stores asked for, beside what was there. */
const ASKED = [
  'product-viewed',
  'searched',
  'collection-viewed',
  'signed-up',
  'form-submitted',
  'back-in-stock-requested',
  'product-restocked',
  'product-stock-low',
  'product-price-changed',
  'product-price-dropped',
  'product-created',
  'return-requested',
  'return-approved',
  'return-refused',
  'return-label-made',
  'return-received',
  'return-refunded',
  'return-exchanged',
  'ticket-opened',
  'ticket-answered',
  'ticket-closed',
  'review-posted',
  'survey-answered',
  'subscription-renewed',
  'subscription-due',
  'subscription-failed',
  'subscription-cancelled',
  'loyalty-points-changed',
  'loyalty-points-expiring',
  'shipment-delayed',
  'shipment-exception',
  'order-delivered',
  'supplier-promised',
  'supplier-late',
  'competitor-price-seen',
  'campaign-planned',
  'metric-anomaly',
];

test.each(ASKED)('%s is an event Millrace knows, with properties of known types', (type) => {
  expect(eventType(type)).toBeDefined();
  expect(eventFields(type).length).toBeGreaterThan(0);
});

const shaped = EVENT_TYPES.filter(({ properties }) => properties !== null);

describe.each(shaped.map((type) => [type.type, type] as const))('%s', (type, { properties, internal }) => {
  test('is accepted with all its properties, and with only those it needs', () => {
    for (const which of ['all', 'needed'] as const)
      expect(properties!.safeParse(sampleProperties(type, which)).error).toBeUndefined();
  });

  test('keeps properties that its schema does not name', () => {
    const given = { ...sampleProperties(type), colour: 'red' };
    expect(properties!.parse(given)).toMatchObject({ colour: 'red' });
  });

  test('refuses a needed property that is missing or of another kind, and says which', () => {
    if (internal) return;
    const needed = eventFields(type).filter((field) => field.needed);
    for (const { name, label } of needed)
      for (const wrong of [undefined, null, { not: 'this' }]) {
        const issues =
          properties!.safeParse({ ...sampleProperties(type), [name]: wrong }).error?.issues ?? [];
        expect(issues.map(({ path }) => path[0])).toEqual([name]);
        expect(issues[0]!.message).toContain(label);
      }
  });

  test('every property has a label, and a type whose comparisons are known', () => {
    const fields = eventFields(type);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
    for (const { label, type: kind, options } of fields) {
      expect(label).toMatch(/^[a-z]/);
      expect(OPERATORS_BY_TYPE[kind].length).toBeGreaterThan(0);
      expect((options?.length ?? 0) > 0).toBe(kind === 'choice');
    }
  });

  test('conditions about it know its properties, and no other facts change', () => {
    const facts = factsWithEvents(LANGUAGE_FACTS, [type]);
    for (const { name, type: kind, label } of eventFields(type))
      expect(facts.field(`event.properties.${name}`)).toMatchObject({ type: kind, label, subject: 'event' });
    expect(facts.fields.slice(0, FACT_FIELDS.length)).toEqual(FACT_FIELDS);
  });
});

test('a property that two events define differently stays of unknown type, and so does every property beside a custom event', () => {
  const both = factsWithEvents(LANGUAGE_FACTS, ['review-posted', 'survey-answered']);
  expect(both.field('event.properties.stars')?.type).toBe('number');
  expect(both.field('event.properties.text')?.type).toBe('text');
  const custom = factsWithEvents(LANGUAGE_FACTS, ['review-posted', 'made-a-wish']);
  expect(custom.field('event.properties.stars')?.type).toBe('any');
  expect(factsWithEvents(LANGUAGE_FACTS, ['made-a-wish'])).toBe(LANGUAGE_FACTS);
});

test('events about carts and orders are compared by their products and categories, others are not', () => {
  for (const type of ['order-placed', 'order-refunded', 'order-edited', 'cart-updated', 'cart-abandoned']) {
    const facts = factsWithEvents(LANGUAGE_FACTS, [type]);
    for (const name of ['productIds', 'categories'])
      expect(facts.field(`event.properties.${name}`)).toMatchObject({ type: 'list' });
  }
  for (const type of ['product-viewed', 'ticket-opened', 'shipment-delayed'])
    expect(factsWithEvents(LANGUAGE_FACTS, [type]).field('event.properties.categories')?.type).toBe('any');
  expect(
    listsOfGoods([
      { productId: 'a', category: 'Tea' },
      { productId: 'b', category: null },
      { productId: 'a', category: 'Tea' },
      { productId: 'c', category: '' },
    ]),
  ).toEqual({ productIds: ['a', 'b', 'c'], categories: ['Tea'] });
  expect(listsOfGoods([])).toEqual({});
});

test('amounts and dates of known events are found by their schema', () => {
  expect(fieldsOfType('return-refunded', 'money')).toEqual(['amount']);
  expect(fieldsOfType('shipment-delayed', 'instant')).toEqual(['expectedAt']);
  expect(fieldsOfType('made-a-wish', 'money')).toEqual([]);
  // Carts and orders have their amounts in rows of their own.
  expect(fieldsOfType('order-placed', 'money')).toEqual([]);
});

test('one thing has one name: a waitlist joined is a back-in-stock alert asked for', () => {
  for (const spelling of ['waitlist-joined', 'Waitlist Joined', 'waitlistJoined'])
    expect(normaliseEventType(spelling)).toBe('back-in-stock-requested');
});

test('only events about a person need to name one', () => {
  expect(
    ['searched', 'review-posted', 'loyalty-points-changed'].map((type) => needsCustomer(eventType(type)!)),
  ).toEqual([true, true, true]);
  expect(
    ['metric-anomaly', 'supplier-late', 'return-approved', 'shipment-delayed', 'cart-updated'].map((type) =>
      needsCustomer(eventType(type)!),
    ),
  ).toEqual([false, false, false, false, false]);
});

test('a line of the history says what matters of an event', () => {
  expect(eventGist('review-posted', { stars: 5, text: 'Lovely.' })).toBe('stars 5');
  expect(eventGist('searched', { query: 'linen', results: 0 })).toBe('words searched for “linen”');
  expect(eventGist('ticket-opened', { ticketId: 't', class: 'Where is my order', priority: 'high' })).toBe(
    'class of the ticket “Where is my order”, priority “high”',
  );
  expect(eventGist('ticket-opened', { ticketId: 't' })).toBeNull();
  expect(eventGist('made-a-wish', { query: 'x' })).toBeNull();
});

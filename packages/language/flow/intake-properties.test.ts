import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { EVENT_TYPES, eventType, remindsOfCart, startsFor } from './event-types.ts';
import { eventInSentence, eventLabel } from './compile.ts';
import {
  EARLIEST,
  instantSchema,
  intakeCartSchema,
  intakeConsentSchema,
  intakeCustomerSchema,
  intakeEventSchema,
  intakeLineSchema,
  intakeOrderEditSchema,
  intakeOrderSchema,
  intakeProductSchema,
  intakeRefundSchema,
  LATEST,
  normaliseEventType,
} from './intake.ts';
import { heardAs } from './event-match.ts';

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
const text = (length: number) => 'x'.repeat(length);
const many = (length: number, value: unknown) => Array.from({ length }, () => value);

/** What a field takes at its limit, and what is one too many. */
type Limit = readonly [field: string, atLimit: unknown, beyond: unknown];
const LINE = { productId: 'p', price: 1 };
const BY_SCHEMA: readonly (readonly [string, z.ZodType, Record<string, unknown>, readonly Limit[]])[] = [
  [
    'a line',
    intakeLineSchema,
    LINE,
    [
      ['productId', text(255), text(256)],
      ['title', text(500), text(501)],
      ['category', text(255), text(256)],
      ['quantity', 100_000, 100_001],
      ['currentQuantity', 0, -1],
      ['price', 1e12, 1e12 + 1],
      ['discount', '999999999999.9999', '9999999999999'],
      ['image', text(2_000), text(2_001)],
      ['kind', 'tip', 'service'],
    ],
  ],
  [
    'a cart',
    intakeCartSchema,
    { cartId: 'c' },
    [
      ['cartId', text(255), ''],
      ['aliases', many(10, 'a'), many(11, 'a')],
      ['lines', many(500, LINE), many(501, LINE)],
      ['currency', 'JPY', 'jpy'],
      ['step', 'payment', 'done'],
      ['device', text(40), text(41)],
      ['discountCodes', many(50, text(120)), [text(121)]],
      ['completedAt', null, 'yesterday'],
    ],
  ],
  [
    'an order',
    intakeOrderSchema,
    { orderId: 'o' },
    [
      ['orderId', 42, null],
      ['lines', many(500, LINE), many(501, LINE)],
      ['refunds', many(250, { refundId: 'r' }), many(251, { refundId: 'r' })],
      ['total', null, -1],
      ['currentTotal', '0.00', '-0.01'],
      ['taxIncluded', null, 'yes'],
      ['presented', { currency: 'USD', amount: 5 }, { currency: 'USD' }],
      ['discountCodes', many(50, 'c'), many(51, 'c')],
      ['test', false, 'no'],
      ['financialStatus', text(255), text(256)],
    ],
  ],
  [
    'a refund',
    intakeRefundSchema,
    { orderId: 'o', amount: 1 },
    [
      ['amount', 0, -1],
      ['lines', many(500, { quantity: 1 }), many(501, { quantity: 1 })],
      ['refundedAt', null, 'soon'],
      ['removal', true, 'yes'],
      ['presented', null, { amount: 5 }],
    ],
  ],
  [
    'an edit of an order',
    intakeOrderEditSchema,
    { orderId: 'o' },
    [
      ['changes', many(500, { lineId: 'l', units: -1 }), many(501, { lineId: 'l', units: -1 })],
      ['changes', [{ lineId: 'l', units: 100_000 }], [{ lineId: 'l', units: 100_001 }]],
      ['changes', [{ lineId: 7, units: 0 }], [{ units: 1 }]],
      ['editId', 9, ''],
    ],
  ],
  [
    'a product',
    intakeProductSchema,
    { productId: 'p' },
    [
      ['stock', -1_000_000, -1_000_001],
      ['stock', 100_000_000, 100_000_001],
      ['consumableDays', 3_650, 3_651],
      ['consumableDays', 0.5, 0],
      ['status', 'archived', 'sold out'],
      ['tags', many(250, text(120)), many(251, 'tag')],
      ['variants', many(2_048, { variantId: 'v' }), many(2_049, { variantId: 'v' })],
      ['compareAtPrice', null, -5],
    ],
  ],
  [
    'a customer',
    intakeCustomerSchema,
    {},
    [
      ['email', 'ann@example.com', 'ann@example'],
      ['email', '', ' '],
      ['phone', text(40), text(41)],
      ['country', 'DE', 'DEU'],
      ['zone', text(64), text(65)],
      ['language', text(35), text(36)],
      ['tags', many(250, 'tag'), many(251, 'tag')],
      ['anonymousId', text(255), ''],
      ['consent', { email: { state: 'pending' } }, { email: {} }],
    ],
  ],
  [
    'consent',
    intakeConsentSchema,
    { state: 'subscribed' },
    [
      ['source', text(255), text(256)],
      ['optIn', 'unknown', 'triple'],
      ['at', '2026-10-20T12:00:00Z', '2026-10-20'],
    ],
  ],
  [
    'an event',
    intakeEventSchema,
    { id: '1', type: 'x' },
    [
      ['id', text(255), text(256)],
      ['type', text(80), text(81)],
      ['type', 'y', ''],
      ['properties', {}, []],
    ],
  ],
];

describe.each(BY_SCHEMA)('%s that comes in', (_name, schema, least, limits) => {
  test('needs no more than it needs, and what it needs it needs', () => {
    expect(takes(schema, least)).toBe(true);
    for (const field of Object.keys(least)) {
      const { [field]: _gone, ...rest } = least;
      expect([field, takes(schema, rest)]).toEqual([field, false]);
    }
    for (const junk of [null, 'text', 7, [least]]) expect(takes(schema, junk)).toBe(false);
  });

  test.each(limits)('takes %s as far as it goes and no further', (field, atLimit, beyond) => {
    expect(takes(schema, { ...least, [field]: atLimit })).toBe(true);
    expect(takes(schema, { ...least, [field]: beyond })).toBe(false);
  });

  test('read twice is the same as once, and what is stored is read again', () => {
    const once = schema.parse(least) as Record<string, unknown>;
    expect(schema.parse(once)).toEqual(once);
    expect(schema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
  });
});

describe('what senders bring along of their own', () => {
  const loose = [
    intakeLineSchema,
    intakeCartSchema,
    intakeOrderSchema,
    intakeProductSchema,
    intakeCustomerSchema,
  ];
  test('is kept as it is, whatever it is called', () => {
    const own = fc.dictionary(fc.stringMatching(/^own_[a-z]{1,8}$/), fc.jsonValue(), {
      noNullPrototype: true,
    });
    const least = { ...LINE, cartId: 'c', orderId: 'o' };
    fc.assert(
      fc.property(own, fc.constantFrom(...loose), (drawn, schema) => {
        const more = JSON.parse(JSON.stringify(drawn)) as Record<string, unknown>;
        expect(schema.parse({ ...least, ...more })).toMatchObject(more);
      }),
    );
  });
});

describe('a refund', () => {
  test.each<[unknown, boolean]>([
    [{ amount: 0 }, true],
    [{ amount: null, presented: { currency: 'USD', amount: 5 } }, true],
    [{ lines: [{ productId: 'p' }] }, true],
    [{ lines: [] }, false],
    [{ amount: null, presented: null }, false],
    [{ extras: 5 }, false],
  ])('says how much went back, or which lines: %j is %s', (refund, said) => {
    expect(takes(intakeRefundSchema, { orderId: 'o', ...(refund as object) })).toBe(said);
  });
});

describe('a time that comes in', () => {
  test('is from 1990 to the end of 2099, whichever way it is written', () => {
    fc.assert(
      fc.property(fc.integer({ min: EARLIEST - 1e11, max: LATEST + 1e11 }), (at) => {
        const inRange = at >= EARLIEST && at < LATEST;
        expect(takes(instantSchema, at)).toBe(inRange);
        expect(takes(instantSchema, new Date(at).toISOString())).toBe(inRange);
      }),
    );
    for (const [at, expected] of [
      [EARLIEST, true],
      [EARLIEST - 1, false],
      [LATEST - 1, true],
      [LATEST, false],
    ] as const)
      expect([at, takes(instantSchema, at)]).toEqual([at, expected]);
  });
});

describe('names of events', () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{2,6}[0-9]?$/), { minLength: 1, maxLength: 4 });
  test('are the same however the words are joined', () => {
    fc.assert(
      fc.property(words, (parts) => {
        const name = parts.join('-');
        const capitals = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1));
        for (const written of [
          parts.join('_'),
          parts.join('.'),
          parts.join(' '),
          ` ${parts.join('/')} `,
          capitals.join(' '),
          parts.join('-').toUpperCase(),
          [parts[0], ...capitals.slice(1)].join(''),
          capitals.join(''),
        ])
          expect(normaliseEventType(written), written).toBe(name);
      }),
    );
  });

  test('are said with a capital by themselves, and without one in a sentence', () => {
    for (const { type, label } of EVENT_TYPES) {
      expect(eventLabel(type)).toBe(label);
      expect(eventInSentence(type).toLowerCase()).toBe(label.toLowerCase());
    }
    fc.assert(
      fc.property(words, (parts) => {
        const name = parts.join('-');
        if (eventType(name)) return;
        expect(eventLabel(name).toLowerCase()).toBe(parts.join(' '));
        expect(eventInSentence(name)).toBe(parts.join(' '));
      }),
    );
  });
});

describe('every event type', () => {
  const DAY = 86_400_000;
  test.each(EVENT_TYPES.map((type) => [type.type, type] as const))(
    '%s goes with what it says of itself',
    (name, type) => {
      expect(eventType(name)).toBe(type);
      // What comes from outside names what it is about; what is made here is refused from outside.
      if (!type.internal && ['cart', 'order', 'return', 'ticket'].includes(type.family))
        expect(type.subjects).toContain(type.family);
      expect(startsFor(name)).toBe(['cart', 'shopping'].includes(type.family) ? DAY : 3 * DAY);
      expect(remindsOfCart(name)).toBe(type.family === 'cart');
      expect(heardAs(name)[0]).toBe(name);
    },
  );
  test('of the shop’s own lets in for three days, and reminds of no cart', () => {
    expect([startsFor('made-a-wish'), remindsOfCart('made-a-wish'), heardAs('made-a-wish')]).toEqual([
      3 * DAY,
      false,
      ['made-a-wish'],
    ]);
  });
});

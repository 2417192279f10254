import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { EVENT_TYPES } from './event-types.ts';
import {
  amountSchema,
  intakeCartSchema,
  intakeCustomerSchema,
  intakeEventSchema,
  intakeOrderSchema,
  intakeProductSchema,
  intakeRefundSchema,
} from './intake.ts';

const accepts = (schema: { safeParse(value: unknown): { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe('amounts that come in', () => {
  test.each<[unknown, boolean]>([
    [12_900, true],
    [0, true],
    [-500, false],
    ['129.00', true],
    ['129', true],
    ['-12.5', false],
    ['0.0001', true],
    [129.5, false],
    ['129,00', false],
    ['$129.00', false],
    ['1e5', false],
    ['', false],
    [null, false],
    [Number.NaN, false],
    [Number.POSITIVE_INFINITY, false],
    ['99999999999999', false],
    [1e15, false],
  ])('%j may come in: %s', (amount, expected) => {
    expect(accepts(amountSchema, amount)).toBe(expected);
  });

  test('no binary fraction ever gets in', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (amount) => {
        expect(accepts(amountSchema, amount)).toBe(
          Number.isSafeInteger(amount) && amount >= 0 && amount <= 1e12,
        );
      }),
    );
  });
});

describe('a cart that comes in', () => {
  test('needs only its id; other fields have defaults', () => {
    expect(intakeCartSchema.parse({ cartId: 7 })).toEqual({ cartId: '7', lines: [] });
    expect(
      intakeCartSchema.parse({ cartId: 'c', lines: [{ productId: 1, price: '5.00' }] }).lines[0],
    ).toEqual({
      productId: '1',
      price: '5.00',
      title: '',
      quantity: 1,
    });
  });
  test('keeps unknown fields', () => {
    expect(intakeCartSchema.parse({ cartId: 'c', giftNote: 'For Ann 🎁' })).toMatchObject({
      giftNote: 'For Ann 🎁',
    });
  });
  test.each<[string, unknown]>([
    ['without an id', {}],
    ['with a currency in small letters', { cartId: 'c', currency: 'usd' }],
    ['with half a thing in it', { cartId: 'c', lines: [{ productId: 'p', price: 100, quantity: 0.5 }] }],
    ['with fewer than no things', { cartId: 'c', lines: [{ productId: 'p', price: 100, quantity: -1 }] }],
    ['at a step there is not', { cartId: 'c', step: 'thinking' }],
    ['changed at a time that is none', { cartId: 'c', updatedAt: 'last Tuesday' }],
    [
      'with a thousand lines',
      { cartId: 'c', lines: Array.from({ length: 1_000 }, () => ({ productId: 'p', price: 1 })) },
    ],
  ])('is refused %s', (_name, cart) => {
    expect(accepts(intakeCartSchema, cart)).toBe(false);
  });
});

describe('orders, refunds and products that come in', () => {
  test('an order may come with its total alone, and lines may follow', () => {
    expect(accepts(intakeOrderSchema, { orderId: 1042, total: '129.00', currency: 'USD' })).toBe(true);
    expect(accepts(intakeOrderSchema, { total: '129.00' })).toBe(false);
  });
  test('a refund says of which order and how much', () => {
    expect(accepts(intakeRefundSchema, { orderId: 'o', amount: 500 })).toBe(true);
    expect(accepts(intakeRefundSchema, { orderId: 'o', lines: [{ lineId: 'l', quantity: 1 }] })).toBe(true);
    expect(accepts(intakeRefundSchema, { orderId: 'o', amount: -500 })).toBe(false);
    expect(accepts(intakeRefundSchema, { orderId: 'o' })).toBe(false);
  });
  test.each(['placedAt', 'updatedAt', 'cancelledAt'])(
    'a time outside 1990 to 2099 is refused, also as %s',
    (field) => {
      const accepted = (at: unknown) => accepts(intakeOrderSchema, { orderId: 'o', total: 1, [field]: at });
      for (const at of [
        '0001-01-01T00:00:00Z',
        '1989-12-31T23:59:59Z',
        '2100-01-01T00:00:00Z',
        '9999-12-31T00:00:00Z',
        0,
        1_792_497_600,
        1e300,
      ])
        expect(accepted(at), String(at)).toBe(false);
      for (const at of ['1990-01-01T00:00:00Z', '2099-12-31T23:59:59Z', 1_792_497_600_000, null])
        expect(accepted(at), String(at)).toBe(true);
    },
  );
  test('stock may be unknown, and negative when more was sold than there was', () => {
    expect(accepts(intakeProductSchema, { productId: 'p', stock: null })).toBe(true);
    expect(accepts(intakeProductSchema, { productId: 'p', stock: -3 })).toBe(true);
    expect(accepts(intakeProductSchema, { productId: 'p', stock: 1.5 })).toBe(false);
  });
});

describe('a customer that comes in', () => {
  test('may have any one of several ids', () => {
    for (const known of [
      { email: 'ann@example.com' },
      { phone: '+15550100' },
      { externalId: 9 },
      { anonymousId: 'a-1' },
      { id: '0190a000-0000-7000-8000-000000000001' },
    ]) {
      expect(accepts(intakeCustomerSchema, known)).toBe(true);
    }
  });
  test('keeps names in any script', () => {
    for (const firstName of ['Žofie', '明美', 'محمد', '👩‍🚀', 'Anne-Marie'])
      expect(intakeCustomerSchema.parse({ email: 'a@b.co', firstName })).toMatchObject({ firstName });
  });
  test('consent comes with where and when it was given', () => {
    const consent = {
      sms: { state: 'subscribed', source: 'checkout', at: '2026-10-20T12:00:00+02:00', optIn: 'double' },
    };
    expect(intakeCustomerSchema.parse({ email: 'a@b.co', consent }).consent).toEqual(consent);
    expect(accepts(intakeCustomerSchema, { email: 'a@b.co', consent: { sms: { state: 'yes' } } })).toBe(
      false,
    );
    expect(
      accepts(intakeCustomerSchema, {
        email: 'a@b.co',
        consent: { sms: { state: 'subscribed', ip: '1.2.3.4' } },
      }),
    ).toBe(false);
  });
  test.each([
    ['no address', { email: 'ann' }],
    ['a country that is a name', { country: 'Germany' }],
    ['an id of ours that is none', { id: '7' }],
  ])('is refused with %s', (_name, customer) => {
    expect(accepts(intakeCustomerSchema, customer)).toBe(false);
  });
});

describe('an event that comes in', () => {
  test('says its time with a zone, or as milliseconds', () => {
    const at = (occurredAt: unknown) => accepts(intakeEventSchema, { id: '1', type: 'x', occurredAt });
    expect([
      at('2026-10-20T12:00:00Z'),
      at('2026-10-20T12:00:00.123+02:00'),
      at(1_792_497_600_000),
      at('2026-10-20T12:00:00'),
      at('2026-10-20'),
      at(-1),
      at(1.5),
      at('0202-06-01T00:00:00Z'),
    ]).toEqual([true, true, true, false, false, false, false, false]);
  });
  test('is refused with an unknown field, so that a misspelling shows', () => {
    expect(accepts(intakeEventSchema, { id: '1', type: 'x', ocurredAt: 5 })).toBe(false);
  });
  test('may carry any properties at all', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (drawn) => {
        const properties = JSON.parse(JSON.stringify(drawn)) as Record<string, unknown>;
        delete properties['__proto__'];
        expect(intakeEventSchema.parse({ id: '1', type: 'x', properties }).properties).toEqual(properties);
      }),
    );
  });
  test('of a known type has a schema for its properties when it changes stored data', () => {
    const changing = EVENT_TYPES.filter(
      ({ changes, internal }) => ['cart', 'order', 'refund', 'product'].includes(changes) && !internal,
    );
    expect(changing.length).toBeGreaterThan(10);
    expect(changing.filter(({ properties }) => properties === null).map(({ type }) => type)).toEqual([]);
  });
});

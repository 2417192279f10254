import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStorable, parseAmount, cutTo } from '@millrace/base';
import { z } from 'zod';
import {
  amount,
  compact,
  email,
  id,
  idOrNothing,
  instant,
  list,
  listOrNothing,
  part,
  phone,
  problemsOf,
  read,
  signedAmount,
  stockLevel,
  sumOf,
  text,
  units,
} from './reading.ts';

const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true });
const said = (schema: z.ZodType, value: unknown) => schema.safeParse(value);

describe('a text', () => {
  test('is cut between characters, is never longer than allowed, and is the beginning of what was sent', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 60 }), (given, limit) => {
        const kept = cutTo(given, limit);
        expect(kept.length).toBeLessThanOrEqual(limit);
        expect(given.startsWith(kept)).toBe(true);
        expect(isStorable(kept)).toBe(true);
        // No more is lost than half of one pair.
        expect(kept.length).toBeGreaterThanOrEqual(Math.min(given.length, limit - 1));
      }),
    );
  });

  test.each([
    [' Mug ', 'Mug'],
    [7, '7'],
    [1.5, '1.5'],
    ['\u0000', undefined],
    ['a\u0000b', 'ab'],
    ['', undefined],
    [null, undefined],
    [undefined, undefined],
    [true, undefined],
    [Number.NaN, undefined],
    [Number.POSITIVE_INFINITY, undefined],
    [['Mug'], undefined],
    [{ toString: () => 'Mug' }, undefined],
  ])('of %j is %j', (value, kept) => expect(text().parse(value)).toBe(kept));

  test('of anything at all is clean text or as if it were not there, and never refused', () => {
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 10 }), (value, limit) => {
        const kept = text(limit).parse(value);
        expect(kept === undefined || (kept !== '' && kept.length <= limit && !kept.includes('\0'))).toBe(
          true,
        );
      }),
    );
  });
});

describe('an id', () => {
  test.each([
    [12, '12'],
    ['abc', 'abc'],
    [' a ', 'a'],
    [0, '0'],
    [6_200_354_537_772, '6200354537772'],
  ])('%j is “%s”', (value, kept) => expect(id.parse(value)).toBe(kept));

  test.each(['', '  ', -1, Number.NaN, null, undefined, true, {}, [], 'x'.repeat(256)])(
    '%j is none, and as if it were not there where there may be none',
    (value) => {
      expect(said(id, value).success).toBe(false);
      expect(idOrNothing.parse(value)).toBeUndefined();
    },
  );
});

/** A decimal text of so many ten-thousandths, written out by hand. */
function decimalOf(tenThousandths: bigint): string {
  const size = tenThousandths < 0n ? -tenThousandths : tenThousandths;
  return `${tenThousandths < 0n ? '-' : ''}${size / 10_000n}.${String(size % 10_000n).padStart(4, '0')}`;
}

describe('an amount', () => {
  test.each([
    ['199.00', '199.00'],
    [' 5 ', '5'],
    [12.5, '12.5'],
    ['-0.00', '0.00'],
    ['1.23456', '1.2345'],
    ['', undefined],
    [null, undefined],
  ])('%j is %j', (value, kept) => expect(amount.parse(value)).toBe(kept));

  test.each(['-1', -0.01, '1,5', '1e3', 1e21, 'a lot', '0x10', '.5', '5.', [], {}, true, '1'.repeat(13)])(
    '%j is refused, and what was sent is named no longer than it has to be',
    (value) => {
      const { error } = said(amount, value);
      expect(error?.issues[0]?.message.length).toBeLessThanOrEqual(80);
    },
  );

  test('below nothing is taken only where money may be that', () => {
    expect(signedAmount.parse('-12.50')).toBe('-12.50');
    expect(said(amount, '-12.50').error?.issues[0]?.message).toBe('An amount is not negative');
  });

  test('is worth to the cent what was sent, in every currency', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (cents) => {
        const sent = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
        expect(parseAmount(amount.parse(sent), 'USD')).toBe(cents);
      }),
    );
  });

  test('of several is their exact sum, in any order, and of none is none', () => {
    const parts = fc.array(fc.bigInt({ min: -100_000_000_000_000n, max: 100_000_000_000_000n }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(parts, fc.array(fc.nat(12)), (values, gaps) => {
        const written: (string | undefined)[] = values.map(decimalOf);
        for (const gap of gaps) written.splice(gap, 0, undefined);
        const total = sumOf(written)!;
        const [whole, fraction = ''] = total.replace('-', '').split('.');
        const exact = BigInt(whole + fraction.padEnd(4, '0')) * (total.startsWith('-') ? -1n : 1n);
        expect(exact).toBe(values.reduce((sum, value) => sum + value, 0n));
        expect(sumOf(written.toReversed())).toBe(total);
        expect(total).not.toMatch(/\.\d*0$|\.$|^-0$/);
      }),
    );
    expect(sumOf([])).toBeUndefined();
    expect(sumOf([undefined])).toBeUndefined();
    expect(sumOf(['10.00', '90'])).toBe('100');
  });
});

describe('numbers of units', () => {
  test.each([
    [3, 3],
    ['3', 3],
    ['3.0', 3],
    [0, 0],
    [100_000, 100_000],
    ['', undefined],
    [null, undefined],
  ])('%j is %j', (value, kept) => expect(units.parse(value)).toBe(kept));
  test.each([-1, 1.5, '1.5', 100_001, 'three', [], true])('%j is refused', (value) => {
    expect(said(units, value).success).toBe(false);
  });
  test.each([
    [-3, -3],
    ['-3', -3],
    [100_000_000, 100_000_000],
    [100_000_001, undefined],
    [-1_000_001, undefined],
    [1.5, undefined],
    ['many', undefined],
    [undefined, undefined],
  ])('stock of %j is %j', (value, kept) => expect(stockLevel.parse(value)).toBe(kept));
});

describe('an instant', () => {
  test.each([
    ['2026-11-10T15:20:02Z', Date.UTC(2026, 10, 10, 15, 20, 2)],
    ['2026-11-10T10:20:02-05:00', Date.UTC(2026, 10, 10, 15, 20, 2)],
    ['2026-11-10T15:20:02.500+00:00', Date.UTC(2026, 10, 10, 15, 20, 2, 500)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2023-02-29T00:00:00Z', undefined],
    ['2026-13-01T00:00:00Z', undefined],
    ['yesterday', undefined],
    ['2026-11-10', undefined],
    [1_790_000_000_000, undefined],
    [null, undefined],
  ])('%j is %j', (value, at) => expect(instant.parse(value)).toBe(at));

  test.each(['0001-01-01T00:00:00Z', '1989-12-31T23:59:59Z', '2100-01-01T00:00:00Z', '9999-12-31T00:00:00Z'])(
    '%s cannot be, and is refused',
    (value) => expect(said(instant, value).success).toBe(false),
  );

  test('comes back as it was sent, whatever the moment', () => {
    const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2099, 11, 31) });
    fc.assert(
      fc.property(moment, (at) => {
        expect(instant.parse(new Date(at).toISOString())).toBe(at);
      }),
    );
  });
});

describe('who somebody is', () => {
  test.each([
    [' Maya@Example.COM ', 'maya@example.com'],
    ['maya@', undefined],
    ['a@b.example, c@d.example', undefined],
    [7, undefined],
  ])('the address %j is %j', (value, kept) => expect(email.parse(value)).toBe(kept));
  test.each([
    [' +1 (312) 555-0142 ', '+1 (312) 555-0142'],
    ['12345', undefined],
    ['1'.repeat(41), undefined],
    [13_125_550_142, undefined],
  ])('the number %j is %j', (value, kept) => expect(phone.parse(value)).toBe(kept));
});

describe('lists and parts', () => {
  const numbers = list(z.number(), 3);
  test('have no empty places, and one too long is refused and not cut', () => {
    expect(numbers.parse([1, null, 2, undefined, 3])).toEqual([1, 2, 3]);
    expect(said(numbers, [1, 2, 3, 4]).error?.issues[0]?.message).toBe('There are more than 3.');
    expect(said(numbers, [1, 'two']).success).toBe(false);
  });
  test('that are not there are empty, or told apart from empty ones where that matters', () => {
    expect([numbers.parse(undefined), numbers.parse(null)]).toEqual([[], []]);
    expect(listOrNothing(z.number(), 3).parse(null)).toBeUndefined();
    expect(listOrNothing(z.number(), 3).parse([])).toEqual([]);
    expect(said(numbers, 'none').success).toBe(false);
  });
  test('that are something else altogether are as if they were not there', () => {
    const address = part(z.looseObject({ city: text() }));
    for (const odd of [null, undefined, 'Berlin', 7, [], ['Berlin'], true])
      expect(address.parse(odd)).toBeUndefined();
    expect(address.parse({ city: 'Berlin' })).toEqual({ city: 'Berlin' });
  });
});

describe('what cannot be read', () => {
  const wide = z.looseObject(Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`f${index}`, id])));

  test('is refused by the names of its fields, five of them, without what was sent', () => {
    const secret = 'maya@example.com '.repeat(20);
    const run = () => read(wide, { f0: secret, f1: secret }, 'The order');
    expect(run).toThrow(expect.objectContaining({ code: 'input-invalid' }));
    expect(run).toThrow(/The order: f0: .*; f1: .*; and 4 more/);
    expect(run).not.toThrow(/maya/);
  });

  test('is named as the whole where no field is to blame', () => {
    expect(problemsOf(said(wide, 7).error!)).toMatch(/^the whole: /);
  });
});

test('left out stays left out, and nothing said stays said', () => {
  expect(compact({ a: undefined, b: null, c: 0, d: '', e: false })).toEqual({
    b: null,
    c: 0,
    d: '',
    e: false,
  });
});

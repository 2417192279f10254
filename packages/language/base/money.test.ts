import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import {
  currencyDecimals,
  currencySchema,
  formatMoney,
  formatWholeMoney,
  moneySchema,
  parseAmount,
} from './money.ts';

describe('reading an amount', () => {
  test.each<[string | number | null | undefined, string, number | null]>([
    ['199.00', 'USD', 19_900],
    ['199', 'USD', 19_900],
    ['0.5', 'USD', 50],
    ['-12.34', 'EUR', -1_234],
    [' 7.10 ', 'USD', 710],
    [12.34, 'USD', 1_234],
    ['1.005', 'USD', 101],
    ['1.004', 'USD', 100],
    ['-1.005', 'USD', -101],
    ['500', 'JPY', 500],
    ['500.5', 'JPY', 501],
    ['1.2345', 'KWD', 1_235],
    ['-0.00', 'USD', 0],
    ['0.1', 'USD', 10],
    ['4.35', 'USD', 435],
    ['1.15', 'USD', 115],
    ['', 'USD', null],
    [null, 'USD', null],
    [undefined, 'USD', null],
    ['12,50', 'USD', null],
    ['1e3', 'USD', null],
    ['$5', 'USD', null],
    ['--1', 'USD', null],
    ['99999999999999999', 'USD', null],
  ])('%j in %s is %j', (text, currency, expected) => {
    expect(parseAmount(text, currency)).toBe(expected);
  });

  test('every amount of cents written with two decimals is read back to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (cents) => {
        const text = `${cents < 0 ? '-' : ''}${Math.floor(Math.abs(cents) / 100)}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
        expect(parseAmount(text, 'USD')).toBe(cents);
      }),
    );
  });

  test('what is no number never becomes one', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const amount = parseAmount(text, 'USD');
        if (amount !== null) expect(text).toMatch(/^\s*-?\d+(\.\d+)?\s*$/);
      }),
    );
  });
});

describe('showing money', () => {
  test('a shopper reads it with the sign and decimals of its currency', () => {
    expect(formatMoney({ amount: 123_450, currency: 'USD' })).toBe('$1,234.50');
    expect(formatMoney({ amount: 500, currency: 'JPY' })).toBe('¥500');
    expect(formatMoney({ amount: -1_999, currency: 'EUR' }, { locale: 'de-DE' })).toMatch(/^−19,99\s€$/);
    expect(formatMoney({ amount: 1_234, currency: 'KWD' })).toContain('1.234');
    expect(formatWholeMoney({ amount: 123_450, currency: 'USD' })).toBe('$1,235');
    expect(formatWholeMoney({ amount: 20_000, currency: 'JPY' })).toBe('¥20,000');
  });

  test('currencies have the decimals that ISO 4217 gives them', () => {
    expect([
      currencyDecimals('USD'),
      currencyDecimals('JPY'),
      currencyDecimals('KWD'),
      currencyDecimals('XYZ'),
    ]).toEqual([2, 0, 3, 2]);
  });
});

describe('money that may come in', () => {
  test('is whole minor units with a currency in capitals, and nothing else', () => {
    expect(moneySchema.safeParse({ amount: 100, currency: 'USD' }).success).toBe(true);
    expect(moneySchema.safeParse({ amount: 1.5, currency: 'USD' }).success).toBe(false);
    expect(moneySchema.safeParse({ amount: 100, currency: 'usd' }).success).toBe(false);
    expect(moneySchema.safeParse({ amount: 100, currency: 'USD', tax: 7 }).success).toBe(false);
    expect(currencySchema.safeParse('EURO').success).toBe(false);
  });
});

import fc from 'fast-check';
import { isEmailAddress } from '@millrace/base';
import { describe, expect, test } from 'vitest';
import {
  CellProblem,
  plainCell,
  plainDecimal,
  readCountry,
  readEmail,
  readInstant,
  readList,
  readMoney,
  readNumber,
  readPhone,
  readProperty,
  readYesNo,
} from './read-cells.ts';

const HABITS = { decimal: 'point', dateOrder: 'unknown', zone: 'UTC' } as const;
const style = fc.constantFrom<'point' | 'comma'>('point', 'comma');

describe('a number', () => {
  test('is read as it is written, with or without signs between thousands, in both styles', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e11, max: 1e11 }), style, fc.boolean(), (cents, decimal, grouped) => {
        const [whole = '', rest = ''] = (Math.abs(cents) / 100).toFixed(2).split('.');
        const [group, point] = decimal === 'point' ? [',', '.'] : ['.', ','];
        const text = `${cents < 0 ? '-' : ''}${grouped ? whole.replaceAll(/\B(?=(\d{3})+$)/g, group) : whole}${point}${rest}`;
        expect(readMoney(text, 'USD', decimal)).toBe(cents);
        expect(readNumber(text, decimal)).toBeCloseTo(cents / 100, 2);
      }),
    );
  });

  test('is refused when it is written in the other style and would mean something else', () => {
    for (const [text, decimal] of [
      ['1,50', 'point'],
      ['1.50', 'comma'],
      ['1,2345', 'point'],
      ['12.34.56', 'comma'],
      ['1e5', 'point'],
      ['', 'point'],
    ] as const)
      expect(plainDecimal(text, decimal)).toBeNull();
    expect(plainDecimal('$1,234.50', 'point')).toBe('1234.50');
    expect(plainDecimal('1.234,50 €', 'comma')).toBe('1234.50');
    expect(plainDecimal('EUR 12', 'point')).toBe('12');
  });
});

test('whatever is in a cell, a reader gives a value or says what is wrong with it', () => {
  const readers: readonly ((text: string) => unknown)[] = [
    readEmail,
    (text) => readPhone(text, 'DE'),
    readCountry,
    readList,
    (text) => readMoney(text, 'USD', 'comma'),
    (text) => readInstant(text, HABITS),
    ...(['text', 'number', 'yes-no', 'date', 'list'] as const).map(
      (type) => (text: string) => readProperty(text, type, HABITS),
    ),
  ];
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), fc.constantFrom(...readers), (text, read) => {
      try {
        expect(read(plainCell(text))).toBeDefined();
      } catch (error) {
        if (!(error instanceof CellProblem)) throw error;
        expect(error.message).toMatch(/[.]$/);
      }
    }),
    { numRuns: 2_000 },
  );
});

test('an address that is read is an address', () => {
  fc.assert(
    fc.property(fc.emailAddress(), (address) => {
      try {
        expect(isEmailAddress(readEmail(` ${address.toUpperCase()} `.trim()))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(CellProblem);
      }
    }),
  );
  expect(readEmail('mailto:Ann@Example.com')).toBe('ann@example.com');
});

test('phones, countries, lists, answers and dates are read as people write them', () => {
  expect(readPhone(plainCell("'+49 151 23456789"), null)).toBe('+4915123456789');
  expect(readPhone('0151 23456789', 'DE')).toBe('+4915123456789');
  expect(() => readPhone('0151 23456789', null)).toThrow('country code');
  expect(() => readPhone('4.91512E+11', null)).toThrow('spreadsheet');
  expect([readCountry('de'), readCountry('Germany'), readCountry('usa')]).toEqual(['DE', 'DE', 'US']);
  expect(readList('"VIP", "New";old | VIP')).toEqual(['VIP', 'New', 'old']);
  expect(['yes', 'FALSE', '1', 'nein', 'perhaps'].map(readYesNo)).toEqual([true, false, true, false, null]);
  expect(readInstant('2024-03-02 10:00:00 +0100', HABITS)).toBe(Date.UTC(2024, 2, 2, 9));
  expect(readInstant('2024-03-02 10:00:00 UTC', HABITS)).toBe(Date.UTC(2024, 2, 2, 10));
  expect(() => readInstant('03/04/2024', HABITS)).toThrow('two dates');
  expect(readInstant('03/04/2024', { ...HABITS, dateOrder: 'day-first' })).toBe(Date.UTC(2024, 3, 3));
  expect(readProperty('3 April 2024', 'date', HABITS)).toBe('2024-04-03');
});

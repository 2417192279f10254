import fc from 'fast-check';
import { expect, test } from 'vitest';
import { currencyDecimals, parseAmount } from '@millrace/base';
import { decimalText } from './money-text.ts';

const CURRENCIES = ['USD', 'EUR', 'JPY', 'KWD', 'ISK', 'CLP', 'TND'];

test.each([
  [1_250, 'USD', '12.50'],
  [5, 'USD', '0.05'],
  [0, 'USD', '0.00'],
  [1_250, 'JPY', '1250'],
  [1_250, 'KWD', '1.250'],
  [-5, 'USD', '-0.05'],
  [-1_250, 'USD', '-12.50'],
  [-7, 'JPY', '-7'],
  [999.6, 'USD', '10.00'],
  [-0.2, 'USD', '0.00'],
])('%d in the smallest unit of %s is written %s', (minor, currency, text) => {
  expect(decimalText(minor, currency)).toBe(text);
});

test('an amount is written with the decimals of its currency, and read again as the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), fc.constantFrom(...CURRENCIES), (minor, currency) => {
      const text = decimalText(minor, currency);
      expect(text.split('.')[1]?.length ?? 0).toBe(currencyDecimals(currency));
      expect(parseAmount(text, currency)).toBe(minor);
    }),
  );
});

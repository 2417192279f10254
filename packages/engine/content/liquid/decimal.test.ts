import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  add,
  compare,
  divide,
  fromDecimal,
  multiply,
  remainder,
  roundTo,
  subtract,
  toDecimal,
  wholeTowards,
  type Decimal,
} from './decimal.ts';

/** Numbers as people write them, with the fraction of whole numbers that each is. */
const decimals: fc.Arbitrary<Decimal> = fc.record({
  digits: fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }),
  places: fc.integer({ min: 0, max: 18 }),
});
const scale = ({ places }: Decimal) => 10n ** BigInt(places);
/** Equal as fractions. */
const same = (one: Decimal, other: Decimal) => one.digits * scale(other) === other.digits * scale(one);
const whole = (value: bigint): Decimal => ({ digits: value, places: 0 });
const size = (value: bigint) => (value < 0n ? -value : value);

describe('numbers as they were written', () => {
  it('are read and written again as the same number', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        const written = fromDecimal(value);
        expect(written).not.toBeNull();
        expect(same(toDecimal(written), value)).toBe(true);
      }),
    );
  });

  it.each([
    ['1e3', 1000],
    ['1.5e-3', 0.0015],
    [' +7 ', 7],
    ['.5', 0.5],
    ['5.', 5],
    ['-0', 0],
    [1e21, '1000000000000000000000'],
    ['0.1000', 0.1],
    [12n, 12],
  ])('%s is %s', (text, value) => {
    expect(fromDecimal(toDecimal(text))).toBe(value);
  });

  it.each([
    '',
    ' ',
    '-',
    '.',
    'e3',
    '1e',
    '1,5',
    '0x10',
    '1e999',
    '9'.repeat(41),
    null,
    undefined,
    {},
    [],
    true,
    Number.NaN,
    Infinity,
  ])('whatever is none counts as nothing: %j', (value) => {
    expect(toDecimal(value)).toEqual({ digits: 0n, places: 0 });
  });

  it('never take long, whatever text stands for one', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('1', '.', 'e', '-', '+', ' ', '9'), maxLength: 300 }),
        (text) => {
          const { digits, places } = toDecimal(text);
          expect(size(digits).toString().length).toBeLessThanOrEqual(81);
          expect(places).toBeLessThanOrEqual(40);
        },
      ),
    );
  });
});

describe('arithmetic in decimals', () => {
  it('is that of fractions', () => {
    fc.assert(
      fc.property(decimals, decimals, (one, other) => {
        const [left, right] = [one.digits * scale(other), other.digits * scale(one)];
        const both = scale(one) * scale(other);
        expect(add(one, other).digits * both).toBe((left + right) * scale(add(one, other)));
        expect(subtract(one, other).digits * both).toBe((left - right) * scale(subtract(one, other)));
        const product = multiply(one, other);
        expect(product.digits * both).toBe(one.digits * other.digits * scale(product));
        expect(Math.sign(compare(one, other))).toBe(left < right ? -1 : left > right ? 1 : 0);
      }),
    );
  });

  it('divides to the nearest of fifteen places, halves away from zero', () => {
    fc.assert(
      fc.property(decimals, decimals, (one, other) => {
        const quotient = divide(one, other);
        if (other.digits === 0n) {
          expect(quotient).toBeNull();
          return;
        }
        expect(quotient!.places).toBeLessThanOrEqual(15);
        // |one/other - quotient| is at most half of a unit in the fifteenth place.
        const [left, right] = [one.digits * scale(other), other.digits * scale(one)];
        const off = size(left * scale(quotient!) - quotient!.digits * right);
        expect(off * 2n * 10n ** 15n).toBeLessThanOrEqual(size(right) * scale(quotient!));
      }),
    );
  });

  it('leaves of a division what has the sign of the divisor and is smaller than it', () => {
    fc.assert(
      fc.property(decimals, decimals, (one, other) => {
        const rest = remainder(one, other);
        if (other.digits === 0n) {
          expect(rest).toBeNull();
          return;
        }
        const zero = whole(0n);
        expect(
          Math.abs(
            compare({ ...rest!, digits: size(rest!.digits) }, { ...other, digits: size(other.digits) }),
          ),
        ).toBe(1);
        if (rest!.digits !== 0n) expect(compare(rest!, zero) < 0).toBe(compare(other, zero) < 0);
        const turns = divide(subtract(one, rest!), other)!;
        expect(turns.digits % scale(turns)).toBe(0n);
      }),
    );
  });

  it('rounds to what is nearest and, in the middle, away from zero; twice is once', () => {
    fc.assert(
      fc.property(decimals, fc.integer({ min: -20, max: 20 }), (value, places) => {
        const rounded = roundTo(value, places);
        const unit: Decimal = places >= 0 ? { digits: 1n, places } : whole(10n ** BigInt(-places));
        const off = subtract(value, rounded);
        expect(compare({ ...off, digits: size(off.digits) * 2n }, unit)).toBeLessThanOrEqual(0);
        expect(same(roundTo(rounded, places), rounded)).toBe(true);
        const mirrored = roundTo({ ...value, digits: -value.digits }, places);
        expect(same(mirrored, { ...rounded, digits: -rounded.digits })).toBe(true);
      }),
    );
  });

  it('goes to the whole number below and above, which are one apart where it is not whole itself', () => {
    fc.assert(
      fc.property(decimals, (value) => {
        const [below, above] = [wholeTowards(value, -1), wholeTowards(value, 1)];
        expect(compare(below, value)).toBeLessThanOrEqual(0);
        expect(compare(above, value)).toBeGreaterThanOrEqual(0);
        expect(above.digits - below.digits).toBe(value.digits % scale(value) === 0n ? 0n : 1n);
      }),
    );
  });
});

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

type Two = (left: Decimal, right: Decimal) => Decimal | null;

const written = (result: Decimal | null): number | string | null =>
  result === null ? null : fromDecimal(result);
const two =
  (operation: Two) =>
  (value: unknown, other: unknown): number | string | null =>
    written(operation(toDecimal(value), toDecimal(other)));
const one =
  (operation: (value: Decimal) => Decimal) =>
  (value: unknown): number | string | null =>
    written(operation(toDecimal(value)));

/** Most decimal places to round to. */
const MOST_PLACES = 20;

function places(value: unknown): number {
  const number = fromDecimal(roundTo(toDecimal(value ?? 0), 0));
  return typeof number === 'number' ? Math.max(-MOST_PLACES, Math.min(MOST_PLACES, number)) : 0;
}

/**
 * Arithmetic filters, in exact decimals: 0.0725 times 100 is 7.25, and 0.1 plus 0.2 is 0.3. What is not a
 * number counts as zero; division by zero gives nothing.
 */
export const ARITHMETIC: Readonly<Record<string, (...given: unknown[]) => unknown>> = {
  plus: two(add),
  minus: two(subtract),
  times: two(multiply),
  divided_by: two(divide),
  modulo: two(remainder),
  at_least: two((left, right) => (compare(left, right) < 0 ? right : left)),
  at_most: two((left, right) => (compare(left, right) > 0 ? right : left)),
  abs: one((value) => (value.digits < 0n ? { ...value, digits: -value.digits } : value)),
  ceil: one((value) => wholeTowards(value, 1)),
  floor: one((value) => wholeTowards(value, -1)),
  round: (value, to) => written(roundTo(toDecimal(value), places(to))),
};

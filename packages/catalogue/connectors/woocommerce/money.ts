import { sumOf } from '../reading.ts';

const PLACES = 4;

const unitsOf = (amount: string): bigint => {
  const [whole = '0', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.slice(0, PLACES).padEnd(PLACES, '0'));
};

/** A line's amount for one unit, to four decimals, half up. */
export function perUnit(amount: string | undefined, quantity: number): string | undefined {
  if (amount === undefined || quantity <= 1) return amount;
  const count = BigInt(quantity);
  const each = (unitsOf(amount) * 2n + count) / (count * 2n);
  const digits = String(each).padStart(PLACES + 1, '0');
  return `${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`.replace(/\.?0+$/, '');
}

/** The first minus the second; undefined if that is negative or one is missing. */
export function less(amount: string | undefined, taken: string | undefined): string | undefined {
  if (amount === undefined || taken === undefined) return undefined;
  const left = sumOf([amount, `-${taken}`]);
  return left?.startsWith('-') ? undefined : left;
}

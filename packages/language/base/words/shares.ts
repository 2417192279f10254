import { NUMBERS_IN, once } from './locale.ts';

const format = (digits: number, signed: boolean) =>
  once(
    `percent/${digits}/${signed}`,
    () =>
      new Intl.NumberFormat(NUMBERS_IN, {
        style: 'percent',
        minimumFractionDigits: 0,
        maximumFractionDigits: digits,
        signDisplay: signed ? 'exceptZero' : 'auto',
      }),
  );

/**
 * A share from 0 to 1 as a percentage: `41%`. Below 10 % it keeps one decimal, `4.1%`, since there it
 * matters.
 * @param digits decimals at most, in place of that rule
 */
export function percent(share: number, digits?: number): string {
  if (!Number.isFinite(share)) return '–';
  const plain = digits === undefined ? plainPercent(share) : null;
  if (plain !== null) return plain;
  return minus(format(digits ?? (Math.abs(share) < 0.1 ? 1 : 0), false).format(share));
}

/** Closer to a half than this, a rounding error in the last bit could differ from what the formatter does. */
const NEAR_HALF = 1e-6;

/** What the formatter would write, without calling it; null near a half, and outside 0 to 1. */
function plainPercent(share: number): string | null {
  if (share < 0 || share > 1) return null;
  const decimals = share < 0.1 ? 10 : 1;
  const scaled = share * 100 * decimals;
  if (Math.abs(scaled - Math.floor(scaled) - 0.5) < NEAR_HALF) return null;
  return `${Math.round(scaled) / decimals}%`;
}

/** A part of a whole as a percentage; a dash when the whole is 0. */
export function shareOf(part: number, whole: number, digits = 1): string {
  return whole > 0 ? percent(part / whole, digits) : '–';
}

/** A difference of two shares in percentage points: `+1.4 points`. @param difference such as 0.014 */
export function points(difference: number): string {
  const value = once(
    'points',
    () => new Intl.NumberFormat(NUMBERS_IN, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
  ).format(difference * 100);
  return `${minus(value)} points`;
}

/** A minus sign as wide as the plus, not a hyphen. */
export const minus = (text: string): string => text.replace('-', '−');

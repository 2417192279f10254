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
 * A share from 0 to 1 as a percentage: `41%`; small ones keep a decimal, `4.1%`, since there it matters.
 * @param digits decimals at most; by itself one below 10 % and none from there on
 */
export function percent(share: number, digits?: number): string {
  if (!Number.isFinite(share)) return '–';
  const plain = digits === undefined ? plainPercent(share) : null;
  if (plain !== null) return plain;
  return minus(format(digits ?? (Math.abs(share) < 0.1 ? 1 : 0), false).format(share));
}

/** A slip of the last bit must not turn a half up that the formatter turns down. */
const NEAR_HALF = 1e-6;

/** The same as the formatter says, without asking it; null where rounding is close, and beyond 0 to 1. */
function plainPercent(share: number): string | null {
  if (share < 0 || share > 1) return null;
  const decimals = share < 0.1 ? 10 : 1;
  const scaled = share * 100 * decimals;
  if (Math.abs(scaled - Math.floor(scaled) - 0.5) < NEAR_HALF) return null;
  return `${Math.round(scaled) / decimals}%`;
}

/** Part of a whole as a percentage; a dash where there is nothing to take a share of. */
export function shareOf(part: number, whole: number, digits = 1): string {
  return whole > 0 ? percent(part / whole, digits) : '–';
}

/** A difference of two shares, in points: `+1.4 points`. */
export function points(difference: number): string {
  const value = once(
    'points',
    () => new Intl.NumberFormat(NUMBERS_IN, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }),
  ).format(difference * 100);
  return `${minus(value)} points`;
}

/** A minus sign as wide as the plus, not a hyphen. */
export const minus = (text: string): string => text.replace('-', '−');

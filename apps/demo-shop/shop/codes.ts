import type { Instant, MinorUnits } from '@millrace/base';

/** A discount code, as the checkout uses it. */
export interface ShopCode {
  readonly id: number;
  readonly code: string;
  readonly title: string;
  readonly kind: 'percentage' | 'amount' | 'free-shipping';
  /** Percent 0 to 100, or minor units; 0 for free shipping. */
  readonly value: number;
  readonly minimum: MinorUnits | null;
  readonly usageLimit: number | null;
  /** Real time. */
  readonly startsAt: Instant;
  readonly endsAt: Instant | null;
  used: number;
}

export type Codes = Readonly<Record<string, ShopCode>>;

/** The key of a code, so that upper and lower case are the same code. */
export const codeKey = (code: string): string => code.trim().toUpperCase();

/** The code, when the checkout accepts it for goods of this price at this time; otherwise null. */
export function redeemable(codes: Codes, code: string, goods: MinorUnits, now: Instant): ShopCode | null {
  const known = codes[codeKey(code)];
  if (!known || now < known.startsAt || (known.endsAt !== null && now > known.endsAt)) return null;
  if (known.usageLimit !== null && known.used >= known.usageLimit) return null;
  return known.minimum !== null && goods < known.minimum ? null : known;
}

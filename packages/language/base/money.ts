import { z } from 'zod';
import { NUMBERS_IN, once } from './words/locale.ts';

/**
 * An amount in the currency's minor unit (cents for USD, yen for JPY). Always an integer; may be negative for
 * refunds.
 */
export type MinorUnits = number;

/** ISO 4217 alphabetic code in capitals. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, 'A currency is three capital letters, such as USD.');

export const moneySchema = z.strictObject({
  amount: z.int().describe('Amount in the minor unit of the currency, for example cents'),
  currency: currencySchema,
});

export type Money = z.infer<typeof moneySchema>;

/** Decimal places of the minor unit by ISO 4217; two unless listed. */
const DECIMALS: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
};

export function currencyDecimals(currency: string): number {
  return DECIMALS[currency] ?? 2;
}

/**
 * Reads a decimal amount such as Shopify's `"199.00"` without passing through binary fractions.
 * @returns minor units, rounded half away from zero beyond the currency's decimals; `null` when it is not a
 * number.
 */
export function parseAmount(text: string | number | null | undefined, currency: string): MinorUnits | null {
  if (text === null || text === undefined || text === '') return null;
  const match = /^\s*(-)?(\d+)(?:\.(\d+))?\s*$/.exec(String(text));
  if (!match) return null;
  const decimals = currencyDecimals(currency);
  const fraction = (match[3] ?? '').padEnd(decimals + 1, '0');
  const whole = Number(match[2] + fraction.slice(0, decimals));
  const roundUp = Number(fraction[decimals]) >= 5 ? 1 : 0;
  const value = whole + roundUp;
  if (!Number.isSafeInteger(value)) return null;
  return match[1] && value !== 0 ? -value : value;
}

/** How an amount is written. */
export interface MoneyStyle {
  /** Rounded to the whole unit, for large or estimated sums whose cents mean nothing. */
  readonly whole?: boolean;
  /** With a plus before gains, for differences. */
  readonly signed?: boolean;
  /** BCP 47 tag of the number format; American when left out. */
  readonly locale?: string;
}

/** Shows money as a shopper reads it, for example `$1,234.50`; losses with a real minus sign. */
export function formatMoney(
  money: Money,
  { whole = false, signed = false, locale = NUMBERS_IN }: MoneyStyle = {},
): string {
  const format = once(`money/${locale}/${money.currency}/${whole}/${signed}`, () => {
    const decimals = whole ? { maximumFractionDigits: 0 } : {};
    const sign = { signDisplay: signed ? 'exceptZero' : 'auto' } as const;
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: money.currency,
      ...sign,
      ...decimals,
    });
  });
  return format.format(money.amount / 10 ** currencyDecimals(money.currency)).replace('-', '−');
}

/** Money rounded to the whole unit: `$1,235`. */
export function formatWholeMoney(money: Money): string {
  return formatMoney(money, { whole: true });
}

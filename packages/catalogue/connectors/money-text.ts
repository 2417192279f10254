import { currencyDecimals } from '@millrace/base';

/** Minor units as a decimal amount: `1250` cents are `12.50`. */
export function decimalText(minor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  const whole = Math.round(minor);
  const digits = String(Math.abs(whole)).padStart(decimals + 1, '0');
  const sign = whole < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

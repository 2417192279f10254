import { currencyDecimals } from '@millrace/base';

/** Minor units as a decimal amount: `1250` cents are `12.50`. */
export function decimalText(minor: number, currency: string): string {
  const decimals = currencyDecimals(currency);
  const digits = String(Math.round(minor)).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

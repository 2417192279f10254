import { currencyDecimals } from '@millrace/base';

/** An amount in minor units as Shopify writes it: `"129.00"`. */
export function amountText(minor: number, currency: string): string {
  return (minor / 10 ** currencyDecimals(currency)).toFixed(currencyDecimals(currency));
}

/**
 * The pair that Shopify gives for most amounts: in the shop's currency and as the shopper saw it. Here both are the
 * same.
 */
export function moneySet(minor: number, currency: string) {
  const money = { amount: amountText(minor, currency), currency_code: currency };
  return { shop_money: money, presentment_money: money };
}

export const isoText = (instant: number): string => new Date(instant).toISOString();

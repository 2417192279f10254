import { currencyDecimals, type Money } from '@millrace/base';

const formats = new Map<string, Intl.NumberFormat>();

/** Money as a shopper reads it. Keeps the formats, since a message shows a dozen prices and making a format is slow. */
export function formatMoney(money: Money, locale: string): string {
  const key = `${locale}|${money.currency}`;
  let format = formats.get(key);
  if (format === undefined) {
    if (formats.size > 500) formats.clear();
    format = new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency });
    formats.set(key, format);
  }
  return format.format(money.amount / 10 ** currencyDecimals(money.currency));
}

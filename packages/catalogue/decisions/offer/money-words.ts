import { currencyDecimals, type MinorUnits } from '@millrace/base';

const FORMATS = new Map<string, Intl.NumberFormat>();

/** An amount as in `formatMoney`; the formatter is kept, since making one takes longer than the whole decision. */
export function moneyWords(amount: MinorUnits, currency: string): string {
  let format = FORMATS.get(currency);
  if (!format) FORMATS.set(currency, (format = new Intl.NumberFormat('en-US', { style: 'currency', currency })));
  return format.format(amount / 10 ** currencyDecimals(currency));
}

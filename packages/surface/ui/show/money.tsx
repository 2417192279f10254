import { classes } from '../class-names.ts';
import { decimalsOf } from '../fields/money-format.ts';

export interface MoneyProps {
  /** Minor units of the currency (cents). */
  amount: number;
  /** ISO 4217 code. */
  currency: string;
  /** Whole units for large sums, where cents say nothing. */
  round?: boolean;
  /** Shows `+` before gains, for differences. */
  signed?: boolean;
  className?: string;
}

export function formatMinor({ amount, currency, round = false, signed = false }: Omit<MoneyProps, 'className'>, locale?: string): string {
  const decimals = decimalsOf(currency);
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency,
    signDisplay: signed ? 'exceptZero' : 'auto',
    ...(round ? { maximumFractionDigits: 0 } : {}),
  })
    .format(amount / 10 ** decimals)
    .replace('-', '−');
}

export function Money({ className, ...money }: MoneyProps) {
  return (
    <data value={money.amount} className={classes('whitespace-nowrap', className)}>
      {formatMinor(money, 'en-US')}
    </data>
  );
}

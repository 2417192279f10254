import { formatMoney } from '@millrace/base';
import { classes } from '../class-names.ts';

export interface MoneyProps {
  /** Minor units of the currency (cents). */
  amount: number;
  /** ISO 4217 code. */
  currency: string;
  /** Rounds to whole units, for large sums. */
  round?: boolean;
  /** Shows `+` before gains, for differences. */
  signed?: boolean;
  className?: string;
}

export function Money({ className, round = false, signed = false, ...money }: MoneyProps) {
  return (
    <data value={money.amount} className={classes('whitespace-nowrap', className)}>
      {formatMoney(money, { whole: round, signed })}
    </data>
  );
}

import { formatMoney } from '@millrace/base';
import { classes, Interval } from '@millrace/ui';

/** An amount with its interval, in figures and, where there is room, drawn. @param label what it is of, for screen readers */
export function MoneyInterval({
  label,
  of: { estimate, lower, upper },
  currency,
  domain,
  width,
  className,
}: {
  label: (amount: string, lower: string, upper: string) => string;
  of: { readonly estimate: number; readonly lower: number; readonly upper: number };
  currency: string;
  domain: readonly [number, number];
  width: number;
  className: string;
}) {
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency }, { signed: true });
  const [amount, least, most] = [money(estimate), money(lower), money(upper)];
  return (
    <span className={classes('flex items-center gap-x-4', className)}>
      <Interval
        estimate={estimate}
        low={lower}
        high={upper}
        domain={domain}
        format={money}
        label={label(amount, least, most)}
        width={width}
        className="max-md:hidden"
      />
      <span className="whitespace-nowrap">
        {amount}
        <span className="block text-12 text-faint">
          {least} to {most}
        </span>
      </span>
    </span>
  );
}

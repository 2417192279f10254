import { count, decimal, percent } from '@millrace/base/words';
import { formatMoney, formatWholeMoney } from '@millrace/base';
import { hoursWords, roughly, type Earnings, type EarningsInputs, type Span } from '@millrace/measure';

/** One line of the calculation: what, how, and its low and high end. */
export interface Step {
  readonly name: string;
  readonly how: string;
  readonly low: string;
  readonly high: string;
  readonly isTotal?: boolean;
}

const about = (value: number): string =>
  value < 10 ? decimal(Math.round(value * 10) / 10, 1) : count(Math.round(value));

/** The calculation in the order in which it is done. */
export function stepsOf(inputs: EarningsInputs, earned: Earnings, currency: string): readonly Step[] {
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency });
  const whole = (amount: number) => formatWholeMoney({ amount, currency });
  const signed = (span: Span, sign: 1 | -1) => ({
    low: amountWords(sign * span.low, money),
    high: amountWords(sign * span.high, money),
  });
  const { people, reach, rate, effect, measured, margin } = inputs;
  const reached = (people ?? 0) * (reach ?? 1);
  return [
    ...(earned.buyers && effect
      ? [
          {
            name: 'Orders because of it',
            how: `${about(people ?? 0)} people × ${percent(reach ?? 0)} reached × ${percent(rate ?? 0)} who order anyway × ${percent(effect.low)} to ${percent(effect.high)} more`,
            low: about(earned.buyers.low),
            high: about(earned.buyers.high),
          },
          { name: 'Their margin', how: `each ${money(margin ?? 0)}`, ...signed(earned.gain, 1) },
        ]
      : []),
    ...(measured
      ? [
          {
            name: 'Margin beyond the holdout',
            how: `${about(people ?? 0)} people × what was measured for each`,
            ...signed(earned.gain, 1),
          },
        ]
      : []),
    ...(earned.discount.high > 0
      ? [
          {
            name: 'Offers',
            how: `${percent(inputs.discountShare)} of all orders of reached people × ${percent(inputs.discountDepth)} of ${money(inputs.orderValue ?? 0)}`,
            ...signed(earned.discount, -1),
          },
        ]
      : []),
    ...(earned.messages > 0
      ? [
          {
            name: 'Messages',
            how: `${about(effect || measured ? reached : (inputs.entries ?? 0))} × ${decimal(
              inputs.channels.reduce((sum, { sends }) => sum + sends, 0),
              1,
            )} messages`,
            ...signed({ low: earned.messages, high: earned.messages }, -1),
          },
        ]
      : []),
    ...(earned.hours.high > 0
      ? [
          {
            name: 'Work saved',
            how: `${hoursWords(earned.hours)} at ${money(inputs.hourCost)}`,
            ...signed(earned.work, 1),
          },
        ]
      : []),
    {
      name: 'In a month',
      how: 'rounded: an estimate is no more exact',
      low: whole(roughly(earned.total.low)),
      high: whole(roughly(earned.total.high)),
      isTotal: true,
    },
  ];
}

const amountWords = (amount: number, money: (amount: number) => string): string =>
  Math.round(amount) === 0 ? money(0) : money(amount);

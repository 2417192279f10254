import { bestRho, boundary, TIGHTEST_AT } from './confidence-sequence.ts';
import { effectOnRate } from './difference.ts';
import { timeToCross } from './first-passage.ts';
import { MINIMUM_CONVERTED, MINIMUM_PEOPLE } from './lift.ts';
import { effectOnMoney, type MoneySums } from './money-difference.ts';
import { countSums } from './sums.ts';

/** The probability with which a gain shows by the number of people that is planned. */
export const PLANNED_POWER = 0.8;
/** Above this number nobody is told a number. */
export const MOST_PEOPLE = 1e9;
/**
 * Expected orders of the holdout at which it has `MINIMUM_CONVERTED` with 80 % probability:
 * P(Poisson(12.52) ≥ 10) = 0.8, since 2 × 12.52 is the 80 % quantile of chi square with 20 degrees of freedom.
 */
const ORDERS_TO_HAVE_ENOUGH = 12.52 * (MINIMUM_CONVERTED / 10);

/** What people do within their outcome window without the flow. */
export interface PlanBase {
  /** Share of people with an order, in (0, 1). */
  readonly rate: number;
  /** Margin of everything one buyer orders in the window, in minor units. Null where it is not known. */
  readonly buyer: {
    /** Above 0. */
    readonly mean: number;
    /** Standard deviation, at least 0. */
    readonly spread: number;
  } | null;
}

export type PlanMetric = 'conversion' | 'margin';

/**
 * How many people, in both arms and with their windows over, until the interval of the results lies above zero, with
 * `PLANNED_POWER`: somebody looks all the time, and the interval is the one that `liftReport` shows, with the same
 * tuning and the same cautious variances. Null above `MOST_PEOPLE`, when the base has no margin, and for a gain that no
 * store can have, beyond an order by everybody.
 *
 * The estimate after n people is a Brownian motion with drift, divided by n, so the answer is the time at which such a
 * motion has crossed the boundary of the confidence sequence (`timeToCross`); the variances are those of the expected
 * sums. A gain in margin is one by more buyers with orders of the same size.
 * @param gain for each person: a share of people from 0 to 1 (conversion), or minor units (margin); above 0
 * @param share held out, in (0, 1)
 */
export function peopleNeeded(base: PlanBase, metric: PlanMetric, gain: number, share: number): number | null {
  const { rate, buyer } = base;
  if (metric === 'margin' && buyer === null) return null;
  const more = metric === 'conversion' ? gain : gain / buyer!.mean;
  if (!(rate > 0 && rate + more < 1 && gain > 0 && share > 0 && share < 1)) return null;
  const arm = (people: number, converts: number) =>
    metric === 'conversion'
      ? { ...countSums(people, people * converts), converted: people * converts }
      : moneyOf(people, converts, buyer!);
  const shown = metric === 'conversion' ? effectOnRate : effectOnMoney;
  const square = metric === 'conversion' ? 1 : buyer!.mean ** 2 + buyer!.spread ** 2;
  const mean = metric === 'conversion' ? 1 : buyer!.mean;
  const varianceOf = (converts: number) => converts * square - (converts * mean) ** 2;
  /** Of one person's part in the estimate. */
  const spread = Math.sqrt(varianceOf(rate + more) / (1 - share) + varianceOf(rate) / share);
  const alpha = 0.05;
  const rho = bestRho(TIGHTEST_AT, alpha);
  const enough = Math.max(
    MINIMUM_PEOPLE / Math.min(share, 1 - share),
    ORDERS_TO_HAVE_ENOUGH / (share * rate),
    ORDERS_TO_HAVE_ENOUGH / ((1 - share) * (rate + more)),
  );
  const people = timeToCross(
    {
      drift: gain / spread,
      boundary: (time) => {
        const { variance } = shown(arm(time * (1 - share), rate + more), arm(time * share, rate));
        return (time * Math.sqrt(variance * time) * boundary(time, rho, alpha)) / spread;
      },
      from: enough,
    },
    PLANNED_POWER,
    MOST_PEOPLE,
  );
  return people === null ? null : Math.ceil(people);
}

const moneyOf = (
  people: number,
  converts: number,
  { mean, spread }: NonNullable<PlanBase['buyer']>,
): MoneySums => ({
  n: people,
  sum: people * converts * mean,
  sumOfSquares: people * converts * (mean ** 2 + spread ** 2),
  converted: people * converts,
});

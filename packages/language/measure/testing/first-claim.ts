import { effectOnRate, withInterval } from '../difference.ts';
import { MINIMUM_CONVERTED, MINIMUM_PEOPLE } from '../lift.ts';
import { effectOnMoney } from '../money-difference.ts';
import type { PlanMetric } from '../people-needed.ts';
import { seededNormal, seededRandom } from '../seeded-random.ts';

/** A shop in which a flow makes more people order, with orders of the same kind. */
export interface FlowLife {
  readonly metric: PlanMetric;
  /** Share held out, in (0, 1). */
  readonly share: number;
  /** Share of people with an order: held out, treated. */
  readonly rates: readonly [heldOut: number, treated: number];
  /** Mean margin of an order in minor units, and the standard deviation of its logarithm. */
  readonly order: { readonly mean: number; readonly spread: number };
  /** People who enter. */
  readonly people: number;
}

const LOOK_EVERY = 25;

/** What somebody who looks after every 25 people is told first, in one life of a flow. */
export function firstClaim(
  { metric, share, rates, order, people }: FlowLife,
  seed: number,
): 'gain' | 'loss' | null {
  const random = seededRandom(seed);
  const arms = [0, 1].map(() => ({ n: 0, sum: 0, sumOfSquares: 0, converted: 0 }));
  const [heldOut, treated] = arms as [(typeof arms)[0], (typeof arms)[0]];
  const show = metric === 'conversion' ? effectOnRate : effectOnMoney;
  for (let person = 1; person <= people; person += 1) {
    const isHeldOut = random() < share;
    const arm = isHeldOut ? heldOut : treated;
    arm.n += 1;
    if (random() < rates[isHeldOut ? 0 : 1]) {
      const money =
        metric === 'conversion'
          ? 1
          : Math.round(order.mean * Math.exp(order.spread * seededNormal(random) - order.spread ** 2 / 2));
      arm.sum += money;
      arm.sumOfSquares += money * money;
      arm.converted += 1;
    }
    const isLook = person % LOOK_EVERY === 0 || person === people;
    if (!isLook || arms.some(({ n, converted }) => n < MINIMUM_PEOPLE || converted < MINIMUM_CONVERTED))
      continue;
    const { lower, upper } = withInterval(show(treated, heldOut));
    if (lower > 0) return 'gain';
    if (upper < 0) return 'loss';
  }
  return null;
}

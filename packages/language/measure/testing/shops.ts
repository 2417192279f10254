import { seededNormal } from '../seeded-random.ts';
import type { Trial } from './lives.ts';

export interface Shop {
  readonly name: string;
  readonly holdout: number;
  /** Share of people who order: held out, treated. */
  readonly rates: readonly [heldOut: number, treated: number];
  /** Mean margin of an order in minor units: held out, treated. Discounts lower it. */
  readonly margins: readonly [heldOut: number, treated: number];
  /** Standard deviation of the logarithm of an order's margin. */
  readonly spread: number;
}

export const SHOPS: readonly Shop[] = [
  {
    name: 'a shop in which the flow works and costs no discount',
    holdout: 0.1,
    rates: [0.1, 0.13],
    margins: [2_000, 2_000],
    spread: 0.8,
  },
  {
    name: 'a shop in which the flow sells more by giving margin away',
    holdout: 0.1,
    rates: [0.06, 0.09],
    margins: [2_400, 1_900],
    spread: 0.8,
  },
  {
    name: 'a shop in which the flow does nothing at all',
    holdout: 0.1,
    rates: [0.04, 0.04],
    margins: [3_000, 3_000],
    spread: 0.8,
  },
  {
    name: 'a shop with few orders of very different sizes',
    holdout: 0.1,
    rates: [0.02, 0.03],
    margins: [5_000, 5_000],
    spread: 1.2,
  },
  {
    name: 'a shop that holds back every second person',
    holdout: 0.5,
    rates: [0.08, 0.07],
    margins: [2_000, 2_100],
    spread: 0.8,
  },
];

/** People of a shop, some of whom get the flow. */
export function shopTrial({ holdout, rates, margins, spread }: Shop): Trial {
  return {
    holdout,
    people: 8_000,
    truth: { conversion: rates[1] - rates[0], margin: rates[1] * margins[1] - rates[0] * margins[0] },
    person: (heldOut, random) => {
      const arm = heldOut ? 0 : 1;
      const converted = random() < rates[arm];
      return {
        converted,
        margin: converted
          ? Math.round(margins[arm] * Math.exp(spread * seededNormal(random) - spread ** 2 / 2))
          : 0,
      };
    },
  };
}

/** Margins of treated orders as a share of held-out ones, since a discount makes each order earn less. */
export const RATIOS = [0.35, 0.75, 1.5];
/** A shop whose treated orders earn this share of the held-out ones. */
export const ratioShop = (ratio: number): Shop => ({
  name: `treated orders that earn ${ratio} of held-out ones`,
  holdout: 0.1,
  rates: [0.06, 0.09],
  margins: [3_000, 3_000 * ratio],
  spread: 1.2,
});

export interface Season {
  readonly name: string;
  /** Holdout share in each third of the people. */
  readonly shares: readonly [number, number, number];
}
export const SEASONS: readonly Season[] = [
  { name: 'from a tenth to a half', shares: [0.1, 0.5, 0.5] },
  { name: 'from a half to a tenth', shares: [0.5, 0.1, 0.1] },
  { name: 'from nobody to a tenth', shares: [0, 0.1, 0.1] },
  { name: 'from a tenth to a half and back', shares: [0.1, 0.5, 0.1] },
];

/** People order by the season alone, while the holdout share changes with each third of them. */
export function turning({ shares }: Season): Trial {
  const people = 9_000;
  const third = (at: number) => Math.min(2, Math.floor((at - 1) / (people / 3)));
  const rates = [0.04, 0.1, 0.06];
  return {
    holdout: (at) => shares[third(at)]!,
    people,
    truth: { conversion: 0, margin: 0 },
    person: (_heldOut, random, at) => {
      const converted = random() < rates[third(at)]!;
      return {
        converted,
        margin: converted ? Math.round(3_000 * Math.exp(0.8 * seededNormal(random) - 0.32)) : 0,
      };
    },
  };
}

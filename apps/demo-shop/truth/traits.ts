import { createRandom } from '../random.ts';

/**
 * What would bring somebody back who left a cart. Nobody outside this shop is told; a product connected to it can only
 * find out by what they do.
 */
export const NEEDS = ['nothing', 'reminder', 'discount', 'free-shipping', 'only-looks'] as const;
export type Need = (typeof NEEDS)[number];

/** Shares of the five sorts of people. */
export const NEED_SHARES: Readonly<Record<Need, number>> = {
  nothing: 0.22,
  reminder: 0.27,
  discount: 0.24,
  'free-shipping': 0.12,
  'only-looks': 0.15,
};

export interface Traits {
  readonly need: Need;
  /** Chance, once a reminder is read at once, that it makes them buy who would not have otherwise. */
  readonly reminderEffect: number;
  /** Chance, once an offer that is good enough is read at once, that it makes them buy who would not have otherwise. */
  readonly offerEffect: number;
  /** Share of the cart's price they want to save before an offer moves them; half as many are moved exactly there. */
  readonly wantedSaving: number;
  /** How much better free shipping feels than the same money in per cent. */
  readonly shippingFeels: number;
  /** Chance that they use a code they have, when they buy. */
  readonly usesCode: number;
  /** Chance of opening an e-mail that arrives at an ordinary hour. */
  readonly opensEmail: number;
  /** Chance of clicking in what was opened, without meaning to buy. */
  readonly clicksEmail: number;
  readonly readsText: number;
  readonly clicksText: number;
  /** How a text moves them against an e-mail: above 1 for those who like texts. */
  readonly textWorks: number;
  /** Chance of answering a text in words. */
  readonly answersText: number;
  /** How fast they tire: each message of the last seven days takes this off the logarithm of their attention. */
  readonly tires: number;
  /** Chance of unsubscribing over a first message; grows with the square of how many came in seven days. */
  readonly leaves: number;
  /** Carts a year. */
  readonly cartsAYear: number;
}

const REMINDER: Readonly<Record<Need, number>> = {
  nothing: 0.1,
  reminder: 0.34,
  discount: 0.04,
  'free-shipping': 0.05,
  'only-looks': 0.012,
};
const OFFER: Readonly<Record<Need, number>> = {
  nothing: 0.015,
  reminder: 0.03,
  discount: 0.46,
  'free-shipping': 0.44,
  'only-looks': 0.03,
};
const USES_CODE: Readonly<Record<Need, number>> = {
  nothing: 0.72,
  reminder: 0.85,
  discount: 0.98,
  'free-shipping': 0.95,
  'only-looks': 0.9,
};
const CARTS: Readonly<Record<Need, number>> = {
  nothing: 6.2,
  reminder: 5.4,
  discount: 5.8,
  'free-shipping': 4.6,
  'only-looks': 4.4,
};

const within = (low: number, high: number, value: number) => Math.min(high, Math.max(low, value));

/** The traits of person `index` in the shop of this seed; the same forever. */
export function traitsOf(seed: string, index: number): Traits {
  const random = createRandom(seed, 'truth', index);
  const need = random.weighted(NEEDS, (item) => NEED_SHARES[item]);
  const likesTexts = random.chance(0.36);
  const opensEmail = within(0.04, 0.9, random.normal(0.44, 0.17));
  return {
    need,
    reminderEffect: within(0, 0.8, REMINDER[need] * random.between(0.7, 1.3)),
    offerEffect: within(0, 0.85, OFFER[need] * random.between(0.75, 1.25)),
    wantedSaving:
      need === 'free-shipping'
        ? within(0.1, 0.25, random.normal(0.15, 0.03))
        : within(0.05, 0.18, random.normal(0.1, 0.028)),
    shippingFeels: need === 'free-shipping' ? 2.6 : need === 'discount' ? 0.9 : 1.1,
    usesCode: USES_CODE[need],
    opensEmail,
    clicksEmail: within(0.02, 0.5, random.normal(0.15, 0.06)),
    readsText: within(0.5, 0.99, random.normal(0.9, 0.06)),
    clicksText: likesTexts ? random.between(0.2, 0.4) : random.between(0.01, 0.06),
    textWorks: likesTexts ? random.between(1, 1.4) : random.between(0.12, 0.4),
    answersText: likesTexts ? random.between(0.04, 0.12) : random.between(0, 0.015),
    tires: random.between(0.04, 0.3),
    leaves: random.lognormal(0.003, 0.9),
    cartsAYear: within(0.6, 40, random.lognormal(CARTS[need], 0.65)),
  };
}

import { createRandom } from '../random.ts';

/**
 * What would bring a person back who left a cart. The shop never sends it. A connected product can only find it out from what
 * people do.
 */
export const NEEDS = ['nothing', 'reminder', 'discount', 'free-shipping', 'only-looks'] as const;
export type Need = (typeof NEEDS)[number];

/** Shares of the five kinds of people. */
export const NEED_SHARES: Readonly<Record<Need, number>> = {
  nothing: 0.22,
  reminder: 0.27,
  discount: 0.24,
  'free-shipping': 0.12,
  'only-looks': 0.15,
};

export interface Traits {
  readonly need: Need;
  /** Chance that a reminder makes them buy, when they read it at once and would not have bought otherwise. */
  readonly reminderEffect: number;
  /** Chance that a good enough offer makes them buy, when they read it at once and would not have bought otherwise. */
  readonly offerEffect: number;
  /** Share of the cart's price that they want to save. An offer of exactly this share has half its effect. */
  readonly wantedSaving: number;
  /** How much more free shipping counts for them than a discount of the same amount. */
  readonly shippingFeels: number;
  /** Chance that they use a code they have when they buy. */
  readonly usesCode: number;
  /** Chance of opening an e-mail that arrives at an ordinary hour. */
  readonly opensEmail: number;
  /** Chance of clicking in an opened e-mail without wanting to buy. */
  readonly clicksEmail: number;
  readonly readsText: number;
  readonly clicksText: number;
  /** The effect of a text compared with an e-mail: above 1 for people who like texts. */
  readonly textWorks: number;
  /** Chance of replying to a text. */
  readonly answersText: number;
  /** How fast they tire: each message of the last seven days takes this off the logarithm of their attention. */
  readonly tires: number;
  /**
   * Chance of unsubscribing because of a first message. It grows with the square of the number of messages in seven
   * days.
   */
  readonly leaves: number;
  /** Average number of carts in a year. */
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

/** The traits of person `index` in the shop with this seed. They never change. */
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

import { z } from 'zod';
import { defineCapability } from './define.ts';

export const PRICE_CHANGES = [
  'lower-percent',
  'lower-amount',
  'raise-percent',
  'raise-amount',
  'set',
  'end-sale',
] as const;
export const BEYOND = ['limit', 'refuse'] as const;

/** How a price is changed, and within which limits. Amounts are minor units. */
export const priceTerms = z.strictObject({
  how: z.enum(PRICE_CHANGES),
  /** Percent 0 to 100, or minor units; not used to end a sale. */
  value: z.number().min(0),
  /** Whether the old price is shown, crossed out. */
  showBefore: z.boolean(),
  /** Lowest price allowed; null for none. */
  floor: z.int().min(0).nullable(),
  /** Highest price allowed; null for none. */
  ceiling: z.int().min(1).nullable(),
  /** Smallest share of the price that remains as margin, 0 to 0.95. */
  margin: z.number().min(0).max(0.95),
  /** Cost as a share of the price where the store does not know it, 0 to 1. */
  assumedCostShare: z.number().min(0).max(1),
  /** Outside the limits: the price is set to the limit, or nothing is changed. */
  beyond: z.enum(BEYOND),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type PriceTerms = z.output<typeof priceTerms>;

/** Changes the price of every variant of the product the flow is about. */
export const changePrice = defineCapability({
  id: 'change-price',
  title: 'Price change',
  words: 'change prices',
  input: priceTerms,
  example: {
    how: 'lower-percent',
    value: 15,
    showBefore: true,
    floor: 900,
    ceiling: null,
    margin: 0.2,
    assumedCostShare: 0.4,
    beyond: 'limit',
    currency: 'USD',
  },
});

import { percent } from '@millrace/base/words';
import { z } from 'zod';

/** An offer the marketer allows. */
export const offerOptionSchema = z.strictObject({
  /** `none`, `free-shipping`, `percent-10`, ...: also the name of the node's way out. */
  id: z.string().min(1).max(64),
  kind: z.enum(['none', 'free-shipping', 'percentage']),
  /** Percent off, 1 to 100, for `percentage`; 0 otherwise. */
  value: z.number().min(0).max(100),
});
export type OfferOption = z.infer<typeof offerOptionSchema>;

/** What the marketer allows and forbids. */
export interface OfferSettings {
  readonly options: readonly OfferOption[];
  /** Lowest share of what the customer pays that must remain as margin, 0 to 1; the store's when left out. The higher of the two holds. */
  readonly marginFloor?: number | undefined;
  /** Never a discount to somebody who buys at full price. */
  readonly spareFullPriceBuyers: boolean;
  /**
   * Share of people, 0 to 0.5, for whom something other than the best guess is tried while too little is known.
   * Once learnt, a quarter of it is kept, so that a change of taste is noticed. Default 0.2.
   */
  readonly exploration?: number | undefined;
}

export const DEFAULT_EXPLORATION = 0.2;

export const NO_OFFER: OfferOption = { id: 'none', kind: 'none', value: 0 };

/** As a marketer says it, for sentences. */
export function offerWords(option: OfferOption): string {
  if (option.kind === 'none') return 'no offer';
  if (option.kind === 'free-shipping') return 'free shipping';
  return `${percent(option.value / 100)} off`;
}

import { percent } from '@millrace/base/words';
import { z } from 'zod';

/** An offer the marketer allows. */
export const offerOptionSchema = z.strictObject({
  /** `none`, `free-shipping`, `percent-10` and so on. */
  id: z.string().min(1).max(64),
  kind: z.enum(['none', 'free-shipping', 'percentage']),
  /** Percent off, 1 to 100, for `percentage`; 0 otherwise. */
  value: z.number().min(0).max(100),
});
export type OfferOption = z.infer<typeof offerOptionSchema>;

/** The marketer's settings of an offer node. */
export interface OfferSettings {
  readonly options: readonly OfferOption[];
  /**
   * Lowest share of the customer's payment that must remain as margin, 0 to 1. The store's floor applies when
   * it is higher.
   */
  readonly marginFloor?: number | undefined;
  /** Never a discount to somebody who buys at full price. */
  readonly spareFullPriceBuyers: boolean;
  /**
   * Share of people, 0 to 0.5, who get something other than the best guess while too little is known. Once
   * the model is trained, a quarter of it is kept, so that changes are noticed. Default 0.2.
   */
  readonly exploration?: number | undefined;
}

export const DEFAULT_EXPLORATION = 0.2;

export const NO_OFFER: OfferOption = { id: 'none', kind: 'none', value: 0 };

/** The option inside a sentence. */
export function offerWords(option: OfferOption): string {
  if (option.kind === 'none') return 'no offer';
  if (option.kind === 'free-shipping') return 'free shipping';
  return `${percent(option.value / 100)} off`;
}

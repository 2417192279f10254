import { formatMoney } from '@millrace/base';
import { percent } from '@millrace/base/words';
import { z } from 'zod';

/** What can be offered. The value means something else for each. */
export const OFFER_KINDS = ['none', 'free-shipping', 'percentage', 'amount', 'gift', 'payment-plan'] as const;

/** Most that a payment plan may cost, in percent of the price. */
const MOST_FEE = 30;

/** An offer the marketer allows. */
export const offerOptionSchema = z
  .strictObject({
    /** `none`, `free-shipping`, `percent-10` and so on. */
    id: z.string().min(1).max(64),
    kind: z.enum(OFFER_KINDS),
    /**
     * Percent off, 1 to 100, for `percentage`; minor units off for `amount`; what it costs the store in minor units for
     * `gift`; percent of the price that the provider keeps, 0 to 30, for `payment-plan`; 0 otherwise.
     */
    value: z.number().min(0).max(1e12),
    /** What a gift or a payment plan is called in messages: "a sample pack", "pay in 3 parts". */
    words: z.string().max(80).optional(),
  })
  .refine(({ kind, value }) => kind !== 'percentage' || value <= 100, {
    path: ['value'],
    message: 'A discount is at most 100 percent.',
  })
  .refine(({ kind, value }) => kind !== 'payment-plan' || value <= MOST_FEE, {
    path: ['value'],
    message: `A payment plan costs at most ${MOST_FEE} percent of the price.`,
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

/** The option inside a sentence. @param currency for amounts; left out where it is not known */
export function offerWords(option: OfferOption, currency?: string): string {
  switch (option.kind) {
    case 'none':
      return 'no offer';
    case 'free-shipping':
      return 'free shipping';
    case 'percentage':
      return `${percent(option.value / 100)} off`;
    case 'amount':
      return currency === undefined
        ? 'an amount off'
        : `${formatMoney({ amount: option.value, currency })} off`;
    case 'gift':
      return option.words?.trim() || 'a gift';
    case 'payment-plan':
      return option.words?.trim() || 'a payment plan';
  }
}

/** Whether a code of the store gives it. A gift is sent along, and a payment plan is only told. */
export const needsCode = ({ kind }: Pick<OfferOption, 'kind'>): boolean =>
  kind === 'percentage' || kind === 'amount' || kind === 'free-shipping';

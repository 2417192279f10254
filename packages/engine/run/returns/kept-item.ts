import type { MinorUnits } from '@millrace/base';
import type { ReturnAnswer, ReturnRule } from '@millrace/flow';

/** A line of a return as it is stored, with the words and the price of that time. */
export interface KeptItem {
  readonly productId: string;
  readonly variantId: string | null;
  readonly title: string;
  readonly variant: string | null;
  readonly image: string | null;
  readonly sku: string;
  readonly quantity: number;
  /** What was paid for one. */
  readonly price: MinorUnits;
  /** Id of the reason; null until it is chosen. */
  readonly reason: string | null;
  /** The reason in words. */
  readonly reasonLabel: string;
  /** What they wrote. */
  readonly text: string;
  /** Filled in when it is sent. */
  readonly answer: ReturnAnswer | null;
  readonly rule: ReturnRule | null;
  readonly sentence: string;
}

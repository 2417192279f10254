import type { Instant } from '@millrace/base';

/** A webhook subscription as an app made it. */
export interface WebhookSubscription {
  readonly id: number;
  /** As the API names topics: `ORDERS_CREATE`. */
  readonly topic: string;
  /** Where it leads. */
  readonly uri: string;
  readonly format: string;
  readonly filter: string | null;
  readonly includeFields: readonly string[];
  readonly metafieldNamespaces: readonly string[];
  readonly name: string | null;
  /** Real time. */
  readonly createdAt: Instant;
}

/** Every subscription there is. Kept in the state file. */
export interface WebhookBook {
  /** The number of the next one: a number is never given twice, even when its subscription is gone. */
  next: number;
  list: WebhookSubscription[];
}

export const emptyWebhookBook = (): WebhookBook => ({ next: 1_100_000_000_001, list: [] });

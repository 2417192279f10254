import type { Instant } from '@millrace/base';

/** A webhook subscription as an app made it. */
export interface WebhookSubscription {
  readonly id: number;
  /** As the API names topics: `ORDERS_CREATE`. */
  readonly topic: string;
  /** The address it sends to. */
  readonly uri: string;
  readonly format: string;
  readonly filter: string | null;
  readonly includeFields: readonly string[];
  readonly metafieldNamespaces: readonly string[];
  readonly name: string | null;
  /** Real time. */
  readonly createdAt: Instant;
}

/** All subscriptions. Kept in the state file. */
export interface WebhookBook {
  /** The number of the next subscription. A number is never used twice, even when its subscription is deleted. */
  next: number;
  list: WebhookSubscription[];
}

export const emptyWebhookBook = (): WebhookBook => ({ next: 1_100_000_000_001, list: [] });

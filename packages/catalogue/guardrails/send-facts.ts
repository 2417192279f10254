import type { Instant, MinorUnits } from '@millrace/base';
import type { ChannelKind } from '@millrace/channels';
import type { CartFacts, CustomerFacts, StoreFacts } from '@millrace/flow';

export interface MessageToSend {
  readonly id: string;
  readonly channel: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly flowId: string;
  readonly flowName: string;
  readonly plannedAt: Instant;
  /** When quiet hours or a cap first held it; null when they never did. Resuming a flow restarts it. */
  readonly heldSince: Instant | null;
  /** The cart it reminds of; only set for flows about an open cart. */
  readonly cartId: string | null;
  /** The result of the channel's `addressOf`; null when the address is missing or invalid. */
  readonly address: string | null;
}

/** A message that was sent to the customer, by any flow. */
export interface RecentMessage {
  readonly at: Instant;
  readonly channel: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly flowId: string;
  readonly flowName: string;
  readonly cartId: string | null;
}

/** The current state of a product, read at sending. */
export interface FreshProduct {
  readonly productId: string;
  readonly variantId: string | null;
  readonly title: string;
  /** Units in stock; null when not tracked. */
  readonly stock: number | null;
  readonly price: MinorUnits | null;
  readonly image?: string | null;
  readonly url?: string | null;
  /** False when it is no longer for sale. */
  readonly isActive: boolean;
}

/** The emergency stop: everything, flows by id, channels by id. */
export interface KillSwitch {
  readonly all: boolean;
  readonly flows: readonly string[];
  readonly channels: readonly string[];
}

/**
 * Everything the checks may know, loaded anew under the customer's lock. All instants are in the customer's
 * own time (`base/clock.ts`).
 */
export interface SendFacts {
  readonly now: Instant;
  readonly message: MessageToSend;
  /** The channel of the message, with its rules. */
  readonly channel: ChannelKind;
  readonly customer: CustomerFacts;
  /** The kind of opt-in to this channel; null when none is stored. */
  readonly optIn: 'single' | 'double' | 'unknown' | null;
  /**
   * Why the address is on the suppression list (`bounced`, `complained`, `stop`, `no-engagement`, `manual`);
   * null when it is not.
   */
  readonly suppression: string | null;
  /** Messages of the last 7 days, any flow. */
  readonly recent: readonly RecentMessage[];
  /** They are in the store's own holdout: kept without marketing from any flow, to compare with. */
  readonly globallyHeldOut: boolean;
  /** The current state of the cart. */
  readonly cart: CartFacts | null;
  /** The current state of the products in the cart. */
  readonly products: readonly FreshProduct[];
  readonly store: StoreFacts;
  readonly killSwitch: KillSwitch;
  readonly flowState: 'live' | 'paused' | 'stopped';
  /** The event or reason that ended the enrolment since the message was planned; null while it goes on. */
  readonly enrolmentEnded: string | null;
}

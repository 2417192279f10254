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
  /** Since when quiet hours or a cap hold it; null when they never did. A resumed flow begins it afresh. */
  readonly heldSince: Instant | null;
  /** The cart it reminds of: set for flows about a cart, and for no others. */
  readonly cartId: string | null;
  /** What the channel's `addressOf` found; null when the customer has no address that could work. */
  readonly address: string | null;
}

/** A message that went out to the customer, from any flow. */
export interface RecentMessage {
  readonly at: Instant;
  readonly channel: string;
  readonly purpose: 'marketing' | 'transactional';
  readonly flowId: string;
  readonly flowName: string;
  readonly cartId: string | null;
}

/** A product as it is now, read at sending. */
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

/** What must stop at once: everything, flows by id, channels by id. */
export interface KillSwitch {
  readonly all: boolean;
  readonly flows: readonly string[];
  readonly channels: readonly string[];
}

/**
 * Everything the checks may know, loaded afresh under the customer's lock. All instants are in the customer's own time
 * (`base/clock.ts`).
 */
export interface SendFacts {
  readonly now: Instant;
  readonly message: MessageToSend;
  /** What the channel of the message asks for. */
  readonly channel: ChannelKind;
  readonly customer: CustomerFacts;
  /** How the consent to this channel was given, as far as is known. */
  readonly optIn: 'single' | 'double' | 'unknown' | null;
  /** Why the address is on the suppression list (`bounced`, `complained`, `stop`, `no-engagement`, `manual`); null when it is not. */
  readonly suppression: string | null;
  /** Messages of the last 7 days, any flow. */
  readonly recent: readonly RecentMessage[];
  /** The cart named by `message.cartId`, as it is now. */
  readonly cart: CartFacts | null;
  /** The products of its lines, as they are now. */
  readonly products: readonly FreshProduct[];
  readonly store: StoreFacts;
  readonly killSwitch: KillSwitch;
  readonly flowState: 'live' | 'paused' | 'stopped';
  /** The event or reason that ended the enrolment since the message was planned; null while it goes on. */
  readonly enrolmentEnded: string | null;
}

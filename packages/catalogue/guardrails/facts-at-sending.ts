import { DAY, fail, type Instant } from '@millrace/base';
import { channelById } from '@millrace/channels';
import {
  entryEvents,
  remindsOfCart,
  type CartFacts,
  type CustomerFacts,
  type Plan,
  type StoreFacts,
} from '@millrace/flow';
import type { FreshProduct, KillSwitch, MessageToSend, RecentMessage, SendFacts } from './send-facts.ts';

/** Days that caps look back at most. */
export const CAP_DAYS = 7;
const OPT_INS = ['single', 'double', 'unknown'] as const;
const NOTHING_STOPPED: KillSwitch = { all: false, flows: [], channels: [] };

/**
 * What a driver knows of a message about to be sent. The real driver reads it, the rehearsal computes it. In
 * the person's own time.
 */
export interface AtSending {
  readonly now: Instant;
  readonly message: Pick<MessageToSend, 'id' | 'channel' | 'purpose' | 'plannedAt' | 'heldSince'>;
  readonly flow: { readonly id: string; readonly name: string };
  readonly plan: Pick<Plan, 'trigger'>;
  readonly customer: CustomerFacts;
  /** The stored kind of opt-in. */
  readonly optIn: string | null | undefined;
  readonly cart: CartFacts | null;
  readonly store: StoreFacts;
  /** Messages sent to the person, in any order, from any time. */
  readonly sent: readonly RecentMessage[];
  /** In the store's own holdout. */
  readonly globallyHeldOut: boolean;
  /** The fields from here on are only known when really sending. Left out, they stop nothing. */
  readonly suppression?: string | null;
  readonly products?: readonly FreshProduct[];
  readonly killSwitch?: KillSwitch;
  readonly flowState?: SendFacts['flowState'];
  readonly enrolmentEnded?: string | null;
}

/**
 * The facts for the guardrails. Both drivers build them here, so that a rehearsal checks the same facts.
 * @throws not-found when there is no such channel
 */
export function factsAtSending(known: AtSending): SendFacts {
  const { now, message, flow, plan, customer, cart, store } = known;
  const channel = channelById(message.channel) ?? fail('not-found', { what: 'channel' });
  return {
    now,
    message: {
      ...message,
      flowId: flow.id,
      flowName: flow.name,
      cartId: entryEvents(plan.trigger).some(remindsOfCart) ? (cart?.id ?? null) : null,
      address: channel.addressOf(customer),
    },
    channel,
    customer,
    optIn: OPT_INS.find((way) => way === known.optIn) ?? null,
    suppression: known.suppression ?? null,
    recent: known.sent
      .filter(({ at }) => at <= now && at >= now - CAP_DAYS * DAY)
      .toSorted((left, right) => right.at - left.at),
    globallyHeldOut: known.globallyHeldOut,
    cart,
    products: known.products ?? [],
    store,
    killSwitch: known.killSwitch ?? NOTHING_STOPPED,
    flowState: known.flowState ?? 'live',
    enrolmentEnded: known.enrolmentEnded ?? null,
  };
}

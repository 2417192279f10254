import { DAY, fail, type Instant } from '@millrace/base';
import { channelById } from '@millrace/channels';
import {
  remindsOfCart,
  type CartFacts,
  type CustomerFacts,
  type Plan,
  type StoreFacts,
} from '@millrace/flow';
import type { FreshProduct, KillSwitch, MessageToSend, RecentMessage, SendFacts } from './send-facts.ts';

/** Caps look back so far. */
export const CAP_DAYS = 7;
const OPT_INS = ['single', 'double', 'unknown'] as const;
const NOTHING_STOPPED: KillSwitch = { all: false, flows: [], channels: [] };

/** What a driver knows of a message that is about to go: the real one reads it, the rehearsal works it out. In the person's own time. */
export interface AtSending {
  readonly now: Instant;
  readonly message: Pick<MessageToSend, 'id' | 'channel' | 'purpose' | 'plannedAt' | 'heldSince'>;
  readonly flow: { readonly id: string; readonly name: string };
  readonly plan: Pick<Plan, 'trigger'>;
  readonly customer: CustomerFacts;
  /** How the consent was given, as it is stored. */
  readonly optIn: string | null | undefined;
  readonly cart: CartFacts | null;
  readonly store: StoreFacts;
  /** What went out to the person, in any order and from any time. */
  readonly sent: readonly RecentMessage[];
  /** What only the moment of sending knows; left out, nothing stands in the way. */
  readonly suppression?: string | null;
  readonly products?: readonly FreshProduct[];
  readonly killSwitch?: KillSwitch;
  readonly flowState?: SendFacts['flowState'];
  readonly enrolmentEnded?: string | null;
}

/**
 * The facts that guardrails are asked on. Both drivers come by them here, so that a rehearsal asks what reality will ask.
 * @throws MillraceError not-found when there is no such channel
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
      cartId: remindsOfCart(plan.trigger.event) ? (cart?.id ?? null) : null,
      address: channel.addressOf(customer),
    },
    channel,
    customer,
    optIn: OPT_INS.find((way) => way === known.optIn) ?? null,
    suppression: known.suppression ?? null,
    recent: known.sent
      .filter(({ at }) => at <= now && at >= now - CAP_DAYS * DAY)
      .toSorted((left, right) => right.at - left.at),
    cart,
    products: known.products ?? [],
    store,
    killSwitch: known.killSwitch ?? NOTHING_STOPPED,
    flowState: known.flowState ?? 'live',
    enrolmentEnded: known.enrolmentEnded ?? null,
  };
}

import { hash53, HOUR, localParts, MINUTE, type Instant } from '@millrace/base';
import { bareEvent, listsOfGoods, type EventFact, type OrderFacts } from '@millrace/flow';
import type { RehearsalEvent, RehearsalSend } from './types.ts';

/**
 * Quantiles of the delay of people who respond, in minutes: a quarter respond within `quarter`, half within
 * `half`, and so on.
 */
export interface Delays {
  readonly quarter: number;
  readonly half: number;
  readonly threeQuarters: number;
  readonly most: number;
}

/** Every hour is equally likely. */
export const EVERY_HOUR_ALIKE: readonly number[] = Array.from({ length: 24 }, () => 1);

/** How people respond to messages of one channel. */
export interface ChannelAnswers {
  /** Share of sent messages that are opened, 0 to 1; 0 for a channel that does not track opens. */
  readonly opened: number;
  /** Share of sent messages that are clicked, 0 to 1. */
  readonly clicked: number;
  /** Share of clickers who buy because of the message and would not have bought anyway, 0 to 1. */
  readonly bought: number;
  /**
   * By hour of arrival in the person's zone, 0 to 23: factor on the average chance of being opened or
   * clicked.
   */
  readonly byHour: readonly number[];
  readonly openAfter: Delays;
  readonly clickAfter: Delays;
  readonly buyAfter: Delays;
}

/** By id of the channel. Nobody responds to a channel that is not listed. */
export type Answers = Readonly<Record<string, ChannelAnswers>>;

/**
 * The delay in milliseconds at a quantile, interpolated.
 * @param share 0 (the quickest person) to 1 (the slowest)
 */
export function delayAt({ quarter, half, threeQuarters, most }: Delays, share: number): number {
  const marks = [0, quarter, half, threeQuarters, most];
  const place = Math.min(3.999_999, Math.max(0, share) * 4);
  const below = Math.floor(place);
  const minutes = marks[below]! + (marks[below + 1]! - marks[below]!) * (place - below);
  return Math.max(1, Math.round(minutes * MINUTE));
}

/**
 * Draws what a person does after a message: opens it, clicks in it, buys because of it. The draw uses the id
 * of the message, so that the same seed gives the same responses whoever else is rehearsed, in any order.
 */
export function answering(
  answers: Answers,
  seed: string,
): (send: RehearsalSend) => readonly RehearsalEvent[] {
  const salt = hash53(seed) >>> 0;
  return (send) => {
    const { message, at, customer } = send;
    const rates = answers[message.channel];
    if (!rates) return [];
    const lots = lotsOf(hash53(message.messageId, salt));
    const hour = rates.byHour[localParts(at, customer.zone).hour] ?? 1;
    const opens = rates.opened > 0 && lots(1) < Math.min(1, rates.opened * hour);
    const clickShare =
      rates.opened > 0 ? Math.min(1, rates.clicked / rates.opened) : Math.min(1, rates.clicked * hour);
    const openedAt = at + delayAt(rates.openAfter, lots(2));
    const events: RehearsalEvent[] = [];
    if (opens) events.push({ event: answer('message-opened', openedAt, send) });
    if (!(rates.opened > 0 ? opens : true) || lots(3) >= clickShare) return events;
    const clickedAt = (opens ? openedAt : at) + delayAt(rates.clickAfter, lots(4));
    events.push({ event: answer('message-clicked', clickedAt, send) });
    if (lots(5) < rates.bought) events.push(purchase(clickedAt + delayAt(rates.buyAfter, lots(6)), send));
    return events;
  };
}

/**
 * Several draws in [0, 1) from one hash, so that the text is hashed only once: the finaliser of MurmurHash3
 * (A. Appleby) over the hash and the number of the draw.
 */
function lotsOf(hash: number): (which: number) => number {
  const low = hash >>> 0;
  const high = Math.floor(hash / 4_294_967_296);
  return (which) => {
    let mixed = (low ^ Math.imul(which, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) >>> 0;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    return ((mixed ^ (mixed >>> 16)) >>> 0) / 4_294_967_296;
  };
}

function answer(
  type: string,
  at: Instant,
  { message: { messageId, channel } }: RehearsalSend,
  more: Partial<EventFact> = {},
): EventFact {
  return bareEvent({
    id: `${messageId}/${type}`,
    type,
    at,
    messageId,
    properties: { messageId, channel },
    ...more,
  });
}

/** The order that a message led to: of the open cart, or else of the person's average amount. */
function purchase(at: Instant, send: RehearsalSend): RehearsalEvent {
  const { cart, customer, message } = send;
  const open = cart && cart.completedAt === null ? cart : null;
  const order: OrderFacts = {
    id: `${message.messageId}/order`,
    number: null,
    currency: open?.currency ?? '',
    total: open?.total ?? customer.averageOrder,
    discount: 0,
    margin: null,
    lines: open?.lines ?? [],
    placedAt: at,
    status: 'paid',
    fulfilment: null,
    cartId: open?.id ?? null,
  };
  const ids = {
    orderId: order.id,
    cartId: order.cartId,
    value: order.total,
    messageId: null,
    properties: { ...listsOfGoods(order.lines) },
  };
  return {
    event: answer('order-placed', at, send, ids),
    order,
    ...(open ? { cart: { ...open, completedAt: at } } : {}),
    because: message.messageId,
  };
}

/** Milliseconds. A drawn order this close to an order of the person's own would have happened anyway. */
export const BUYS_ANYWAY = 3 * 24 * HOUR;

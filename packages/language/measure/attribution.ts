import { HOUR, type Instant } from '@millrace/base';

/** A message somebody received, and what they did with it. Instants as in the order, all real or all the person's own. */
export interface Touch {
  readonly messageId: string;
  readonly channel: string;
  readonly sentAt: Instant;
  /** When the provider said it arrived; taken to be `sentAt` when unknown. */
  readonly deliveredAt: Instant | null;
  /** First opening by a person (not a machine); null when never. */
  readonly openedAt: Instant | null;
  readonly clickedAt: Instant | null;
  /** Windows of the message's own flow; those given to `attribute` when left out. */
  readonly windows?: AttributionWindows;
}

/** In hours, counted from receipt. The same as a flow's attribution settings. */
export interface AttributionWindows {
  readonly emailHours: number;
  readonly smsClickHours: number;
  readonly smsDeliveryHours: number;
}

export const DEFAULT_WINDOWS: AttributionWindows = { emailHours: 120, smsClickHours: 120, smsDeliveryHours: 12 };

export interface Attribution {
  readonly messageId: string;
  readonly how: 'clicked' | 'opened' | 'delivered';
  /** Hours from receipt to the order. */
  readonly hours: number;
}

/**
 * The message an order is credited to, or null. Last touch: of the messages whose window, counted from receipt, still
 * ran when the order was placed, the one touched last before it. A click or an opening is a touch of an e-mail; a
 * click or the arrival is a touch of a text. Nothing that came after the order counts.
 */
export function attribute(
  order: { readonly placedAt: Instant },
  touches: readonly Touch[],
  windows: AttributionWindows = DEFAULT_WINDOWS,
): Attribution | null {
  let best: (Attribution & { readonly touchedAt: Instant; readonly receivedAt: Instant }) | null = null;
  for (const touch of touches) {
    const receivedAt = touch.deliveredAt ?? touch.sentAt;
    if (receivedAt > order.placedAt) continue;
    const hours = (order.placedAt - receivedAt) / HOUR;
    const counted = countedAs(touch, order.placedAt, hours, touch.windows ?? windows);
    if (!counted) continue;
    const candidate = { messageId: touch.messageId, how: counted.how, hours, touchedAt: counted.at, receivedAt };
    if (best === null || isLater(candidate, best)) best = candidate;
  }
  return best && { messageId: best.messageId, how: best.how, hours: best.hours };
}

function countedAs(
  touch: Touch,
  placedAt: Instant,
  hours: number,
  windows: AttributionWindows,
): { how: Attribution['how']; at: Instant } | null {
  const clicked = touch.clickedAt !== null && touch.clickedAt <= placedAt ? touch.clickedAt : null;
  const opened = touch.openedAt !== null && touch.openedAt <= placedAt ? touch.openedAt : null;
  if (touch.channel === 'email' && hours <= windows.emailHours) {
    if (clicked !== null) return { how: 'clicked', at: clicked };
    if (opened !== null) return { how: 'opened', at: opened };
  }
  if (touch.channel === 'sms') {
    if (clicked !== null && hours <= windows.smsClickHours) return { how: 'clicked', at: clicked };
    if (hours <= windows.smsDeliveryHours) return { how: 'delivered', at: touch.deliveredAt ?? touch.sentAt };
  }
  return null;
}

/** By touch, then by receipt, then by id, so that the order of the list never matters. */
function isLater(left: { touchedAt: number; receivedAt: number; messageId: string }, right: typeof left): boolean {
  if (left.touchedAt !== right.touchedAt) return left.touchedAt > right.touchedAt;
  if (left.receivedAt !== right.receivedAt) return left.receivedAt > right.receivedAt;
  return left.messageId > right.messageId;
}

import { HOUR, type Instant } from '@millrace/base';

/** What somebody did with a message, or what became of it, that can make an order count for it. The strongest comes first. */
export const TOUCH_KINDS = ['clicked', 'opened', 'delivered'] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

/** Which touches count on one channel, and for how many hours from receipt an order counts after each. */
export type TouchWindows = Readonly<Partial<Record<TouchKind, number>>>;

/** By id of the channel. On a channel that is not named nothing counts. */
export type AttributionRules = Readonly<Record<string, TouchWindows>>;

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
  /** Hours of the message's own flow, in place of those of the rules. */
  readonly windows?: AttributionRules;
}

export interface Attribution {
  readonly messageId: string;
  readonly how: TouchKind;
  /** Hours from receipt to the order. */
  readonly hours: number;
}

/**
 * The rules with the hours a flow has of its own. Which touches count is the channel's to say: hours for others change
 * nothing.
 */
export function windowsOf(rules: AttributionRules, own: AttributionRules): AttributionRules {
  return Object.fromEntries(
    Object.entries(rules).map(([channel, windows]) => {
      const changed = Object.hasOwn(own, channel) ? own[channel] : undefined;
      return [
        channel,
        Object.fromEntries(kindsIn(windows).map((kind) => [kind, changed?.[kind] ?? windows[kind]])),
      ];
    }),
  );
}

/** The touches that count, the strongest first. */
export function kindsIn(windows: TouchWindows): readonly TouchKind[] {
  return TOUCH_KINDS.filter((kind) => windows[kind] !== undefined);
}

/**
 * The message an order is credited to, or null. Last touch: of the messages whose window, counted from receipt, still
 * ran when the order was placed, the one touched last before it. What counts as a touch is in the rules of its channel.
 * Nothing that came after the order counts.
 */
export function attribute(
  order: { readonly placedAt: Instant },
  touches: readonly Touch[],
  rules: AttributionRules,
): Attribution | null {
  let best: (Attribution & { readonly touchedAt: Instant; readonly receivedAt: Instant }) | null = null;
  for (const touch of touches) {
    const receivedAt = touch.deliveredAt ?? touch.sentAt;
    if (receivedAt > order.placedAt || !Object.hasOwn(rules, touch.channel)) continue;
    const hours = (order.placedAt - receivedAt) / HOUR;
    const windows = windowsOf({ [touch.channel]: rules[touch.channel]! }, touch.windows ?? {})[
      touch.channel
    ]!;
    const counted = countedAs(touch, order.placedAt, hours, windows);
    if (!counted) continue;
    const candidate = {
      messageId: touch.messageId,
      how: counted.how,
      hours,
      touchedAt: counted.at,
      receivedAt,
    };
    if (best === null || isLater(candidate, best)) best = candidate;
  }
  return best && { messageId: best.messageId, how: best.how, hours: best.hours };
}

/** By the strongest touch that came before the order and whose window still ran. */
function countedAs(
  touch: Touch,
  placedAt: Instant,
  hours: number,
  windows: TouchWindows,
): { how: TouchKind; at: Instant } | null {
  const happened: Readonly<Record<TouchKind, Instant | null>> = {
    clicked: touch.clickedAt,
    opened: touch.openedAt,
    delivered: touch.deliveredAt ?? touch.sentAt,
  };
  for (const how of kindsIn(windows)) {
    const at = happened[how];
    if (at !== null && at <= placedAt && hours <= windows[how]!) return { how, at };
  }
  return null;
}

/** By touch, then by receipt, then by id, so that the order of the list never matters. */
function isLater(
  left: { touchedAt: number; receivedAt: number; messageId: string },
  right: typeof left,
): boolean {
  if (left.touchedAt !== right.touchedAt) return left.touchedAt > right.touchedAt;
  if (left.receivedAt !== right.receivedAt) return left.receivedAt > right.receivedAt;
  return left.messageId > right.messageId;
}

import { HOUR, type Instant } from '@millrace/base';

/** Events of a message after which an order can count for it, strongest first. */
export const TOUCH_KINDS = ['clicked', 'opened', 'delivered'] as const;
export type TouchKind = (typeof TOUCH_KINDS)[number];

/** Which touches count on one channel, and for how many hours from receipt an order counts after each. */
export type TouchWindows = Readonly<Partial<Record<TouchKind, number>>>;

/** By id of the channel. On a channel that is not listed, no touch counts. */
export type AttributionRules = Readonly<Record<string, TouchWindows>>;

/**
 * A message a person received, and what they did with it. All instants, like the order's, are real or all in
 * personal time.
 */
export interface Touch {
  readonly messageId: string;
  readonly channel: string;
  readonly sentAt: Instant;
  /** When the provider says it arrived; `sentAt` is used when unknown. */
  readonly deliveredAt: Instant | null;
  /** First open by a person (not a machine); null when never. */
  readonly openedAt: Instant | null;
  readonly clickedAt: Instant | null;
  /** Hours of the message's flow, which override those of the rules. */
  readonly windows?: AttributionRules;
}

export interface Attribution {
  readonly messageId: string;
  readonly how: TouchKind;
  /** Hours from receipt to the order. */
  readonly hours: number;
}

/**
 * The rules, with the hours that a flow overrides. The channel says which touches count; hours for other
 * touches are ignored.
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

/** The kinds of touch that count, strongest first. */
export function kindsIn(windows: TouchWindows): readonly TouchKind[] {
  return TOUCH_KINDS.filter((kind) => windows[kind] !== undefined);
}

/**
 * The message an order is credited to, or null. Last touch: of the messages whose window, counted from
 * receipt, was still open when the order was placed, it is the one touched last before. The rules of the
 * channel say what counts as a touch. Touches after the order do not count.
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

/** The strongest touch before the order whose window was still open; null when there is none. */
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

/** Compares by touch, then by receipt, then by id, so that the order of the list never matters. */
function isLater(
  left: { touchedAt: number; receivedAt: number; messageId: string },
  right: typeof left,
): boolean {
  if (left.touchedAt !== right.touchedAt) return left.touchedAt > right.touchedAt;
  if (left.receivedAt !== right.receivedAt) return left.receivedAt > right.receivedAt;
  return left.messageId > right.messageId;
}

import { DAY, type Instant } from '@millrace/base';
import type { EventFact } from '@millrace/flow';
import { VISIT_DAYS } from '../visits.ts';

/** Events that say that somebody answered a message themselves. Those of machines are never events. */
export const ANSWER_EVENTS: readonly string[] = ['message-opened', 'message-clicked'];

/** What somebody answered in the last half year. */
export interface Answered {
  /** Different messages that they opened or clicked in, by channel. */
  readonly counts: Readonly<Record<string, number>>;
  /** The channel of the latest answer; null when there was none on these channels. */
  readonly latest: string | null;
}

/** @param channels ids of those that count */
export function answersOf(events: readonly EventFact[], now: Instant, channels: readonly string[]): Answered {
  const messages = new Map(channels.map((id) => [id, new Set<string>()]));
  let [latest, at]: [string | null, Instant] = [null, -Infinity];
  for (const event of events) {
    const channel = event.properties['channel'];
    if (!ANSWER_EVENTS.includes(event.type) || typeof channel !== 'string') continue;
    if (event.at > now || event.at < now - VISIT_DAYS * DAY || !messages.has(channel)) continue;
    messages.get(channel)!.add(event.messageId ?? event.id);
    if (event.at >= at) [latest, at] = [channel, event.at];
  }
  return {
    counts: Object.fromEntries([...messages].map(([id, answered]) => [id, answered.size])),
    latest,
  };
}

/** The rule: the channel of those open that they answered last, else the first of them. */
export function channelByRule(
  events: readonly EventFact[],
  now: Instant,
  open: readonly string[],
): { readonly channel: string; readonly isAnswered: boolean } {
  const { latest } = answersOf(events, now, open);
  return { channel: latest ?? open[0]!, isAnswered: latest !== null };
}

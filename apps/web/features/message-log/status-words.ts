import { channelById, CHANNELS } from '@millrace/channels';
import type { StateName } from '@millrace/ui';

export interface StatusWords {
  /** Null for what is neither good nor bad. */
  readonly pill: StateName | null;
  readonly words: string;
}

const STATUSES: Readonly<Record<string, StatusWords>> = {
  planned: { pill: 'waiting', words: 'Queued' },
  held: { pill: 'held', words: 'Held' },
  claimed: { pill: 'waiting', words: 'Being sent' },
  sending: { pill: 'waiting', words: 'Being sent' },
  sent: { pill: 'good', words: 'Sent' },
  refused: { pill: 'blocked', words: 'Not sent' },
  skipped: { pill: 'blocked', words: 'Skipped' },
  failed: { pill: 'broken', words: 'Failed' },
  unknown: { pill: 'broken', words: 'Did it arrive?' },
  silent: { pill: null, words: 'Would have sent' },
};

export function statusWords(status: string): StatusWords {
  return STATUSES[status] ?? { pill: null, words: status };
}

/** For the filter, in the order a marketer looks for them. */
export const STATUS_CHOICES = [
  { value: 'sent', label: 'Sent' },
  { value: 'held', label: 'Held for later' },
  { value: 'refused', label: 'Not sent' },
  { value: 'skipped', label: 'Skipped' },
  { value: 'unknown', label: 'Did it arrive?' },
  { value: 'failed', label: 'Failed' },
  { value: 'silent', label: 'Would have sent (holdout)' },
  { value: 'planned', label: 'Queued' },
] as const;

interface Told {
  readonly status: string;
  readonly channel: string;
  readonly sentence: string | null;
  readonly connection: string | null;
}

/** What became of a message and why, in a sentence; null when "Sent" says all there is. */
export function reasonSentence({ status, channel, sentence, connection }: Told): string | null {
  if (sentence) return sentence;
  if (status === 'silent')
    return 'Not sent on purpose: they are in the holdout, so that the flow can be compared with doing nothing.';
  if (status === 'unknown')
    return 'The provider did not say whether it took this message. It is not sent again until you say what happened.';
  if (status === 'planned') return 'It goes out as soon as the guardrails have looked at it.';
  if (status === 'claimed' || status === 'sending') return 'It is on its way to the provider.';
  if (status === 'sent' && connection === null)
    return `Caught here: no ${channelById(channel)?.words.provider ?? 'provider'} is connected, so nobody got it.`;
  return null;
}

export const CHANNEL_CHOICES = CHANNELS.map(({ id, words }) => ({ value: id, label: words.short }));

export const channelWords = (channel: string): string => channelById(channel)?.words.short ?? channel;
export const channelIcon = (channel: string): string => channelById(channel)?.icon ?? 'bell';

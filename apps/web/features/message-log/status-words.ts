import { channelById, CHANNELS } from '@millrace/channels';
import type { StateName } from '@millrace/ui';

export interface StatusWords {
  /** Null for a status that is neither good nor bad. */
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
  test: { pill: null, words: 'Test' },
  confirmation: { pill: null, words: 'Confirmation' },
};

export function statusWords(status: string): StatusWords {
  return STATUSES[status] ?? { pill: null, words: status };
}

/** The choices of the status filter, most wanted first. */
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

/** The status of a message and its reason, in a sentence; null if "Sent" says it all. */
export function reasonSentence({ status, channel, sentence, connection }: Told): string | null {
  if (sentence) return sentence;
  if (status === 'silent') return 'Not sent on purpose: the customer is in the holdout, to compare with.';
  if (status === 'unknown')
    return 'The provider did not say whether it took this message. It is not sent again until you say what happened.';
  if (status === 'planned') return 'It goes out as soon as the guardrails have checked it.';
  if (status === 'claimed' || status === 'sending') return 'It is on its way to the provider.';
  if (status === 'sent' && connection === null)
    return `Kept in the sandbox: no ${channelById(channel)?.words.provider ?? 'provider'} is connected, so it was not delivered.`;
  return null;
}

export const CHANNEL_CHOICES = CHANNELS.map(({ id, words }) => ({ value: id, label: words.short }));

export const channelWords = (channel: string): string => channelById(channel)?.words.short ?? channel;
export const channelIcon = (channel: string): string => channelById(channel)?.icon ?? 'bell';

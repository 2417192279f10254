import { percent as inPercent } from '@millrace/base/words';
import type { Json } from '@millrace/base';
import { RECOVERY_SEGMENTS, type RecoverySegment } from '@millrace/decisions';
import { channelById } from '@millrace/channels';
import { eventLabel } from '@millrace/flow';
import type { TimelineItem } from './timeline.ts';

const MESSAGE_WORDS: Readonly<Record<string, string>> = {
  planned: 'is queued',
  held: 'is held',
  claimed: 'is being sent',
  sending: 'is being sent',
  sent: 'was sent',
  refused: 'was not sent',
  skipped: 'was not sent',
  failed: 'could not be sent',
  unknown: 'was perhaps sent',
  silent: 'would have been sent (holdout)',
};
const CONSENT_WORDS: Readonly<Record<string, string>> = { subscribed: 'agreed', pending: 'not confirmed yet' };

/** What happened, in a line. @param kind the event, status, state, model or sort of step, by its code */
export function titleOf(type: TimelineItem['type'], kind: string, sentence: string | null, data: Readonly<Record<string, Json>>): string {
  const channel = String(data['channel']);
  if (type === 'event') return eventLabel(kind);
  if (type === 'decision') return decisionWords(kind, String(data['chosen'] ?? ''));
  if (type === 'message') {
    const what = `${channelById(channel)?.words.short ?? 'Message'} ${MESSAGE_WORDS[kind] ?? kind}`;
    return data['subject'] ? `${what}: ${String(data['subject'])}` : what;
  }
  if (type === 'consent') {
    const said = `${channelById(channel)?.words.short ?? channel}: ${CONSENT_WORDS[kind] ?? spaced(kind)}`;
    return data['address'] ? `${said} (${String(data['address'])})` : said;
  }
  return sentence ?? spaced(kind);
}

function decisionWords(model: string, chosen: string): string {
  if (model === 'recovery') return `Kind of shopper: ${RECOVERY_SEGMENTS[chosen as RecoverySegment]?.title ?? spaced(chosen)}`;
  const percent = /^percent(?:age)?-(\d+)$/.exec(chosen)?.[1];
  const words = percent ? `${inPercent(Number(percent) / 100)} off` : chosen === 'none' ? 'none' : spaced(chosen);
  return `${model.charAt(0).toUpperCase()}${spaced(model.slice(1))}: ${words}`;
}

const spaced = (code: string): string => code.replaceAll('-', ' ');

import { own } from '@millrace/base';
import type { Json } from '@millrace/base';
import { channelById, channelInSentence } from '@millrace/channels';
import { DECISION_MODELS, spaced as inWords, type DecisionModels } from '@millrace/decisions';
import { eventGist, eventLabel } from '@millrace/flow';
import type { TimelineItem } from './shapes.ts';

const MESSAGE_WORDS: Readonly<Record<string, string>> = {
  planned: 'is queued',
  held: 'is held',
  claimed: 'is being sent',
  sending: 'is being sent',
  sent: 'was sent',
  refused: 'was not sent',
  skipped: 'was not sent',
  failed: 'could not be sent',
  unknown: 'may have been sent',
  silent: 'would have been sent (holdout)',
};
const CONSENT_WORDS: Readonly<Record<string, string>> = {
  subscribed: 'agreed',
  pending: 'not confirmed yet',
};

/** What happened, in one line. @param kind code of the event, status, state, model or type of step */
export function titleOf(
  type: TimelineItem['type'],
  kind: string,
  sentence: string | null,
  data: Readonly<Record<string, Json>>,
  models: DecisionModels = DECISION_MODELS,
): string {
  const channel = String(data['channel']);
  if (type === 'event') return eventWords(kind, data);
  if (type === 'decision') return decisionWords(models, kind, String(data['chosen'] ?? ''));
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

function eventWords(type: string, properties: Readonly<Record<string, Json>>): string {
  const gist = eventGist(type, properties);
  return gist === null ? eventLabel(type) : `${eventLabel(type)}: ${gist}`;
}

/** The name of a removed model is shown as it was stored. */
function decisionWords(models: DecisionModels, model: string, chosen: string): string {
  const known = own(models, model);
  return known ? known.headline(chosen, channelInSentence) : `${inWords(model)}: ${spaced(chosen)}`;
}

const spaced = (code: string): string => code.replaceAll('-', ' ');

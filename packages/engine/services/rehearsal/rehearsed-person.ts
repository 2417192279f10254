import type { Json } from '@millrace/base';
import { fail } from '@millrace/base';
import { contentView, type ContentView } from '@millrace/content';
import { localeOf } from '@millrace/core/store';
import { defineVerb } from '@millrace/core/verb';
import { eventLabel, type CodeTerms } from '@millrace/flow';
import {
  rehearse,
  type RehearsalSend,
  type RehearsedEnrolment,
  type RehearsedMessage,
} from '@millrace/rehearsal';
import { z } from 'zod';
import { lookedAt, renderPreview, type Asked } from '../previews/preview-content.ts';
import { sampleOf } from '../previews/sample-customer.ts';
import type { ContentPreview } from '../previews/preview-shape.ts';
import { prepareRehearsal, rehearsalInput, type Prepared } from './prepare-rehearsal.ts';
import { rehearsedStorySchema, type RehearsedLine, type RehearsedMessageView } from './story-shapes.ts';

/**
 * The whole timeline of one rehearsed person: what they did, what the flow did and why, and each message as
 * it would have looked.
 */
export const readRehearsed = defineVerb({
  name: 'rehearsed-person-read',
  permission: 'flows:read',
  input: z.strictObject({
    ...rehearsalInput,
    customer: z.string().min(1).max(80),
    enrolment: z.string().min(1).max(300),
  }),
  output: rehearsedStorySchema,
  run: async (tx, { customer, enrolment: id, ...asked }, context) => {
    const prepared = await prepareRehearsal(tx, asked, context, customer);
    const [person] = prepared.people;
    if (!person) return fail('not-found', { what: 'person in this rehearsal' });
    const sends = new Map<string, RehearsalSend>();
    const did: RehearsedLine[] = [];
    const found: RehearsedEnrolment[] = [];
    rehearse({
      ...prepared.options,
      people: [person],
      host: {
        ...prepared.options.host,
        guard: (send) => {
          sends.set(send.message.messageId, send);
          return prepared.options.host?.guard?.(send) ?? { do: 'pass' };
        },
      },
      onEnrolment: (enrolment) => enrolment.id === id && found.push(enrolment),
      onEvent: (event, drawn) =>
        event.type !== '' &&
        did.push({
          at: event.at,
          what: 'did',
          node: null,
          sentence: `${eventLabel(event.type)}.`,
          drawn,
          message: null,
        }),
    });
    const [walked] = found;
    if (!walked) return fail('not-found', { what: 'person in this rehearsal' });
    const { customer: facts } = person;
    const end = walked.endedAt ?? Number.POSITIVE_INFINITY;
    const theirs = did.filter(({ at }) => at >= walked.enteredAt && at <= end);
    const looks = { sample: await sampleOf(tx, prepared.settings, context), asked: lookedAt(context) };
    const lines = await storyOf(walked, sends, prepared, looks);
    return {
      customerId: facts.id,
      real: prepared.on === 'past',
      name: [facts.firstName, facts.lastName].filter(Boolean).join(' ') || facts.email,
      zone: facts.zone,
      enteredAt: walked.enteredAt,
      endedAt: walked.endedAt,
      heldOut: walked.heldOut,
      // At the same instant, what the person did comes before what the flow did about it.
      story: [...theirs, ...lines].sort(
        (left, right) => left.at - right.at || Number(right.what === 'did') - Number(left.what === 'did'),
      ),
    };
  },
});

/** What all messages of the timeline are rendered with. */
interface Looks {
  readonly sample: ContentView;
  readonly asked: Asked;
}

async function storyOf(
  walked: RehearsedEnrolment,
  sends: ReadonlyMap<string, RehearsalSend>,
  prepared: Prepared,
  looks: Looks,
): Promise<RehearsedLine[]> {
  const lines: RehearsedLine[] = [];
  const planned = new Map<string, RehearsedMessage>();
  for (const { at, node, visit, what, sentence, data } of walked.trace) {
    const place = `${node}/${visit}`;
    const { messageId } = (data ?? {}) as { messageId?: string };
    if (what === 'message') {
      const message = walked.messages.find((one) => one.messageId === messageId);
      if (message) planned.set(place, message);
    }
    // A message is listed when it has ended; for the holdout, where it would have been sent.
    const message = planned.get(place);
    const tells = message && (message.outcome === 'silent' ? what === 'message' : what === 'settled');
    if (what === 'entered' || (what === 'went' && sentence === '') || (what === 'message' && !tells))
      continue;
    const view = tells ? await messageView(message, sends.get(message.messageId), prepared, looks) : null;
    lines.push({ at, what: view ? 'message' : 'step', node, sentence, drawn: false, message: view });
  }
  return lines;
}

async function messageView(
  message: RehearsedMessage,
  send: RehearsalSend | undefined,
  prepared: Prepared,
  looks: Looks,
): Promise<RehearsedMessageView> {
  const { openedAt = null, clickedAt = null, boughtAt = null } = message.answered;
  return {
    channel: message.channel,
    outcome: message.outcome,
    reason: message.reason,
    openedAt,
    clickedAt,
    boughtAt,
    look: message.outcome === 'sent' && send ? await lookOf(message, send, prepared, looks) : null,
  };
}

/** The message as it would have looked to this person at that moment. */
async function lookOf(
  message: RehearsedMessage,
  send: RehearsalSend,
  { graph, settings, store }: Prepared,
  { sample, asked }: Looks,
): Promise<ContentPreview | null> {
  const content = graph.nodes.find((node) => node.id === message.node)?.config['content'];
  const view = contentView({
    customer: send.customer,
    cart: send.cart,
    order: send.order,
    product: send.product,
    store,
    code: codeIn(send.variables['code']),
    decision: send.variables,
    recommendations: sample.recommendations,
    links: sample.links,
    locale: localeOf(settings),
  });
  const { channel } = message;
  const { purpose } = send.message;
  return renderPreview({ channel, content, purpose, campaign: 'rehearsal' }, settings, view, asked).catch(
    () => null,
  );
}

function codeIn(value: Json | undefined): { code: string; terms: CodeTerms } | null {
  const found = value as { code?: unknown; terms?: unknown } | null | undefined;
  return typeof found?.code === 'string' && found.terms
    ? { code: found.code, terms: found.terms as CodeTerms }
    : null;
}

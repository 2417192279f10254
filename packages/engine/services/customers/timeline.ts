import type { Instant, Json } from '@millrace/base';
import { eventLabel } from '@millrace/flow';
import { z } from 'zod';
import { decodeCursor, encodeCursor, pageInput, type Page } from '../paging/cursor.ts';
import { defineVerb } from '../verb/define-verb.ts';
import { readCustomerView } from './read-customers.ts';

/** One thing that happened to a person, in a sentence. */
export interface TimelineItem {
  readonly id: string;
  readonly at: Instant;
  readonly type: 'event' | 'enrolment' | 'decision' | 'message' | 'refusal' | 'consent';
  readonly title: string;
  /** Why, where there is a reason: a guardrail's sentence, a decision's strongest reasons. */
  readonly reason: string | null;
  readonly flowId: string | null;
  readonly flowName: string | null;
  readonly enrolmentId: string | null;
  /** Id of the message, decision or event to open. */
  readonly refers: string | null;
  readonly data: Readonly<Record<string, Json>>;
}

interface Row {
  readonly id: string;
  readonly at: Instant;
  readonly type: TimelineItem['type'];
  readonly kind: string;
  readonly sentence: string | null;
  readonly reason: string | null;
  readonly flow_id: string | null;
  readonly flow_name: string | null;
  readonly enrolment_id: string | null;
  readonly refers: string | null;
  readonly data: Record<string, Json> | null;
}

/** Everything that happened to a person and why, newest first: events, enrolments, decisions, messages, and refusals with their reasons. */
export const customerTimeline = defineVerb({
  name: 'timeline-read',
  permission: 'customers:read',
  input: z.strictObject({
    id: z.uuid(),
    only: z
      .array(z.enum(['event', 'enrolment', 'decision', 'message', 'refusal', 'consent']))
      .min(1)
      .optional(),
    ...pageInput,
  }),
  run: async (tx, { id, only, cursor, limit }): Promise<Page<TimelineItem>> => {
    const customer = await readCustomerView(tx, id);
    const after = decodeCursor(cursor);
    const before = (after?.[0] as number | undefined) ?? Date.now() + 60_000;
    const beforeId = (after?.[1] as string | undefined) ?? '';
    const n = limit + 1;
    const rows = await tx<Row[]>`
      select t.*, f.name as flow_name from (
        (select id::text, occurred_at as at, 'event' as type, type as kind, null as sentence, null as reason, null::uuid as flow_id, null::uuid as enrolment_id, id::text as refers,
            properties || jsonb_build_object('value', value, 'orderId', order_id, 'cartId', cart_id, 'messageId', message_id) as data
          from events where customer_id = ${customer.id} and occurred_at <= ${before} order by occurred_at desc limit ${n})
        union all
        (select enrolment_id || '/' || seq || '/' || ordinal, at, 'enrolment', what, sentence, null, flow_id, enrolment_id, enrolment_id::text, jsonb_build_object('node', node, 'port', port, 'visit', visit, 'what', what)
          from traces where customer_id = ${customer.id} and at <= ${before} and sentence <> '' and what <> 'entered' order by at desc limit ${n})
        union all
        (select id::text, at, 'decision', model, null, explanation->>0, flow_id, enrolment_id, id::text, jsonb_build_object('chosen', chosen, 'by', decided_by, 'score', score, 'probability', probability, 'explanation', explanation, 'node', node, 'silent', silent)
          from decisions where customer_id = ${customer.id} and at <= ${before} order by at desc limit ${n})
        union all
        (select id::text, coalesce(settled_at, held_since, planned_at), 'message', status, sentence, reason, flow_id, enrolment_id, id::text,
            jsonb_build_object('channel', channel, 'subject', subject, 'status', status, 'openedAt', opened_at, 'clickedAt', clicked_at, 'heldUntil', held_until, 'node', node)
          from messages where customer_id = ${customer.id} and coalesce(settled_at, held_since, planned_at) <= ${before} order by planned_at desc limit ${n})
        union all
        (select id::text, at, 'refusal', reason, sentence, reason, flow_id, null, event_id::text, '{}' from entry_refusals where customer_id = ${customer.id} and at <= ${before} order by at desc limit ${n})
        union all
        (select id::text, at, 'consent', state, null, source, null, null, null, jsonb_build_object('channel', channel, 'state', state, 'optIn', opt_in, 'source', source) from consent_history where customer_id = ${customer.id} and at <= ${before} order by at desc limit ${n})
      ) t left join flows f on f.id = t.flow_id
      where (t.at, t.type || t.id) < (${before}, ${beforeId || 'zzzz'}) and ${only ? tx`t.type = any(${only}::text[])` : tx`true`} order by t.at desc, t.type || t.id desc limit ${n}`;
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return { items: shown.map(view), next: rows.length > limit && last ? encodeCursor([last.at, `${last.type}${last.id}`]) : null };
  },
});

function view(row: Row): TimelineItem {
  return {
    id: `${row.type}/${row.id}`,
    at: row.at,
    type: row.type,
    title: titleOf(row),
    reason: row.type === 'message' || row.type === 'refusal' ? (row.sentence ?? row.reason) : row.reason,
    flowId: row.flow_id,
    flowName: row.flow_name,
    enrolmentId: row.enrolment_id,
    refers: row.refers,
    data: { ...row.data, kind: row.kind },
  };
}

const MESSAGE_WORDS: Readonly<Record<string, string>> = {
  planned: 'is about to be sent',
  held: 'is held',
  claimed: 'is being sent',
  sending: 'is being sent',
  sent: 'was sent',
  refused: 'was not sent',
  skipped: 'was skipped',
  failed: 'failed',
  unknown: 'was perhaps sent',
  silent: 'would have been sent (held back)',
};
const CHANNEL_WORDS: Readonly<Record<string, string>> = { email: 'E-mail', sms: 'Text' };

function titleOf(row: Row): string {
  const data = row.data ?? {};
  if (row.type === 'event') return eventLabel(row.kind);
  if (row.type === 'decision')
    return `${row.kind === 'recovery' ? 'Recovery' : row.kind === 'offer' ? 'Offer' : row.kind}: ${String(data['chosen'] ?? '').replaceAll('-', ' ')}`;
  if (row.type === 'message')
    return `${CHANNEL_WORDS[String(data['channel'])] ?? 'Message'} ${MESSAGE_WORDS[row.kind] ?? row.kind}${data['subject'] ? `: ${String(data['subject'])}` : ''}`;
  if (row.type === 'consent')
    return `${CHANNEL_WORDS[String(data['channel'])] ?? String(data['channel'])}: ${row.kind.replaceAll('-', ' ')}`;
  return row.sentence ?? row.kind;
}

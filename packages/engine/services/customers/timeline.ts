import type { Instant, Json } from '@millrace/base';
import { defineVerb, pageShape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { DECISION_MODELS, type DecisionModels } from '@millrace/decisions';
import { z } from 'zod';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { record, type FreeColumns } from '../paging/shown.ts';
import { readCustomerView } from './read-customers.ts';
import { TIMELINE_TYPES, timelineItemSchema, type TimelineItem } from './shapes.ts';
import { titleOf } from './timeline-words.ts';

interface Row {
  /** Its order among entries of the same instant: a cause sorts before its effect. */
  readonly key: string;
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

export const timelineOf = (models: DecisionModels) =>
  defineVerb({
    name: 'timeline-read',
    permission: 'customers:read',
    input: z.strictObject({
      id: z.uuid(),
      only: z.array(z.enum(TIMELINE_TYPES)).min(1).optional(),
      ...pageInput,
    }),
    output: pageShape(timelineItemSchema),
    run: async (tx, { id, only, cursor, limit }) => {
      const customer = await readCustomerView(tx, id);
      const after = decodeCursor(cursor, 'key');
      const before = after
        ? tx`b.at <= ${after[0]} and (b.at, b.key) < (${after[0]}, ${after[1]})`
        : tx`true`;
      // Each type is cut to a page in the same order as the whole, so that the next page begins with what
      // this one left out.
      const sorts = [...new Set(only ?? TIMELINE_TYPES)].map(
        (type) =>
          tx`(select * from (${SORTS[type](tx, customer.id)}) b where ${before} order by b.at desc, b.key desc
            limit ${limit + 1})`,
      );
      const rows = await tx<Row[]>`
      select t.*, f.name as flow_name from (${sorts.reduce((all, sort) => tx`${all} union all ${sort}`)}) t
        left join flows f on f.id = t.flow_id
      order by t.at desc, t.key desc limit ${limit + 1}`;
      return pageOf(
        rows,
        limit,
        (row) => [row.at, row.key],
        (row) => view(row, models),
        FREE,
      );
    },
  });

/**
 * Everything that happened to a person and why, newest first: events, enrolments, decisions, messages, and
 * refusals with their reasons.
 */
export const customerTimeline = timelineOf(DECISION_MODELS);

/** The entries of each type with their instant. For a message: when it got its present status. */
const SORTS = {
  event: (tx: Tx, customer: string) => tx`
    select '1' || id as key, id::text, occurred_at as at, 'event' as type, type as kind, null as sentence,
      null as reason, null::uuid as flow_id, null::uuid as enrolment_id,
      id::text as refers, case when jsonb_typeof(properties) = 'object' then properties
        else jsonb_build_object('properties', properties) end || jsonb_build_object('value', value, 'orderId',
        order_id, 'cartId', cart_id, 'messageId', message_id) as data
    from events where customer_id = ${customer}`,
  consent: (tx: Tx, customer: string) => tx`
    select '2' || id as key, id::text, at, 'consent' as type, state as kind, null as sentence,
      source as reason, null::uuid as flow_id, null::uuid as enrolment_id,
      null as refers, jsonb_build_object('channel', channel, 'state', state, 'optIn', opt_in, 'source',
        source, 'address', address) as data
    from consent_history where customer_id = ${customer}`,
  decision: (tx: Tx, customer: string) => tx`
    select '3' || id as key, id::text, at, 'decision' as type, model as kind, null as sentence,
      explanation->>0 as reason, flow_id, enrolment_id, id::text as refers,
      jsonb_build_object('chosen', chosen, 'by', decided_by, 'score', score, 'probability', probability,
        'explanation', explanation, 'node', node, 'silent', silent) as data
    from decisions where customer_id = ${customer}`,
  message: (tx: Tx, customer: string) => tx`
    select '4' || id as key, id::text, coalesce(settled_at, held_since, planned_at) as at, 'message' as type,
      status as kind, sentence, reason, flow_id, enrolment_id, id::text as refers,
      jsonb_build_object('channel', channel, 'subject', subject, 'status', status, 'reason', reason,
        'openedAt', opened_at, 'clickedAt', clicked_at, 'machineVisits',
        jsonb_array_length(jsonb_path_query_array(coalesce(visits, '[]'), '$[*] ? (@.by == "machine")')),
        'heldUntil', held_until, 'node', node) as data
    from messages where customer_id = ${customer}`,
  refusal: (tx: Tx, customer: string) => tx`
    select '5' || id as key, id::text, at, 'refusal' as type, reason as kind, sentence, reason, flow_id,
      null::uuid as enrolment_id, event_id::text as refers, jsonb_build_object('reason', reason) as data
    from entry_refusals where customer_id = ${customer}`,
  enrolment: (tx: Tx, customer: string) => tx`
    select '6' || enrolment_id || '/' || lpad(seq::text, 9, '0') || '/' || lpad(ordinal::text, 9, '0') as key,
      enrolment_id || '/' || seq || '/' || ordinal as id, at,
      'enrolment' as type, what as kind, sentence, null as reason, flow_id, enrolment_id,
      enrolment_id::text as refers,
        jsonb_build_object('node', node, 'port', port, 'visit', visit, 'what', what, 'note', what = 'message'
        and data is null) as data
    from traces where customer_id = ${customer} and sentence <> '' and what <> 'entered'`,
};

const FREE: FreeColumns<Row> = { data: [record.nullable(), null] };

function view(row: Row, models: DecisionModels): TimelineItem {
  return {
    id: `${row.type}/${row.id}`,
    at: row.at,
    type: row.type,
    title: titleOf(row.type, row.kind, row.sentence, row.data ?? {}, models),
    reason: row.type === 'message' || row.type === 'refusal' ? row.sentence : row.reason,
    flowId: row.flow_id,
    flowName: row.flow_name,
    enrolmentId: row.enrolment_id,
    refers: row.refers,
    data: { ...row.data, kind: row.kind },
  };
}

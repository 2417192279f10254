import { NOTE_ORDINALS } from '@millrace/core/rows';
import { defineVerb, instant, notShown, pageShape, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { z } from 'zod';
import { aboutOf } from './about.ts';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';

/** A row behind a live count of a step: a person at one visit, or a message. */
const countedViewSchema = z.strictObject({
  /** Unique in the list. */
  id: z.string(),
  /** When the counted thing happened; for a message, when it was planned. */
  at: instant,
  /** How many times this person has come to the step, from 1. */
  visit: z.int(),
  messageId: z.uuid().nullable(),
  enrolmentId: z.uuid(),
  customerId: z.uuid().nullable().describe('Null when the flow is about something without a customer'),
  about: z.string().nullable().describe('The subject, in flows that are not about people; null in others'),
  customerName: z.string().nullable(),
  customerEmail: z.string().nullable(),
  /** State of the enrolment now. */
  state: z.string(),
  /** The present step; null when the person has left. */
  node: z.string().nullable(),
  endedAt: instant.nullable(),
  endReason: z.string().nullable(),
  ...notShown,
});
export type CountedView = Shape<typeof countedViewSchema>;

interface Row {
  readonly key: string;
  readonly at: Instant;
  readonly sort: Instant;
  readonly visit: number;
  readonly message_id: string | null;
  readonly enrolment_id: string;
  readonly customer_id: string | null;
  readonly about: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly state: string;
  readonly now_at: string | null;
  readonly ended_at: Instant | null;
  readonly end_reason: string | null;
}

const view = (row: Row): CountedView => ({
  id: row.key,
  at: row.at,
  visit: row.visit,
  messageId: row.message_id,
  enrolmentId: row.enrolment_id,
  customerId: row.customer_id,
  about: row.about,
  customerName: [row.first_name, row.last_name].filter(Boolean).join(' ') || null,
  customerEmail: row.email,
  state: row.state,
  node: row.ended_at === null ? row.now_at : null,
  endedAt: row.ended_at,
  endReason: row.end_reason,
});

/**
 * Counts on the canvas that come from timelines or from messages. `went:<port>` counts one branch of the
 * step.
 */
const STORY = ['entered', 'exited', 'held'] as const;
const MESSAGES = ['sent', 'delivered', 'opened', 'clicked', 'refused', 'failed'] as const;
const CALLS = ['done', 'notDone', 'inDoubt'] as const;
const countSchema = z.union([
  z.enum(['waiting', ...STORY, ...MESSAGES, ...CALLS]),
  z.string().regex(/^went:.{1,64}$/),
]);
/** A count that has a list. */
export type Counted = z.infer<typeof countSchema>;

/**
 * The people or messages behind a number on the canvas, one row each, newest first. The number of rows equals
 * the count, except for rows older than the store's retention. People in the holdout are counted separately
 * there and are not listed.
 */
export const listCounted = defineVerb({
  name: 'counted-read',
  permission: 'flows:read',
  input: z.strictObject({
    flow: z.uuid(),
    node: z.string().min(1).max(64),
    count: countSchema,
    ...pageInput,
  }),
  output: pageShape(countedViewSchema),
  run: async (tx, input) => {
    const after = decodeCursor(input.cursor, 'key');
    const rows = await tx<Row[]>`
      select k.*, e.state, e.cursor->>'node' as now_at, e.ended_at, e.end_reason, c.first_name, c.last_name,
        c.email, ${aboutOf(tx)}
      from (${counted(tx, input)}) k join enrolments e on e.id = k.enrolment_id
        left join customers c on c.id = k.customer_id
      where
        ${
          after
            ? tx`(k.sort, k.key) < (${after[0] as number}::timestamptz,
          ${after[1] as string})`
            : tx`true`
        }
      order by k.sort desc, k.key desc limit ${input.limit + 1}`;
    return pageOf(rows, input.limit, (row) => [row.sort, row.key], view);
  },
});

interface Wanted {
  readonly flow: string;
  readonly node: string;
  readonly count: Counted;
}

function counted(tx: Tx, { flow, node, count }: Wanted) {
  if (count === 'waiting')
    return tx`select e.id::text as key, coalesce(e.updated_at, e.entered_at) as at, e.entered_at as sort,
      coalesce((e.cursor->'visits'->>${node})::int, 1) as visit, null::uuid as message_id,
      e.id as enrolment_id, e.customer_id
      from enrolments e where e.flow_id = ${flow} and e.ended_at is null and not e.held_out
        and e.cursor->>'node' = ${node}`;
  if ((MESSAGES as readonly string[]).includes(count))
    return messages(tx, flow, node, count as (typeof MESSAGES)[number]);
  if ((CALLS as readonly string[]).includes(count))
    return calls(tx, flow, node, count as (typeof CALLS)[number]);
  return story(tx, flow, node, count);
}

/** Lines of timelines. Found by enrolment, newest first, so that a page reads only as many as it shows. */
function story(tx: Tx, flow: string, node: string, count: string) {
  const what =
    count === 'held'
      ? tx`t.what = 'message' and t.ordinal >= ${NOTE_ORDINALS.hold.from}
        and t.ordinal < ${NOTE_ORDINALS.hold.below}`
      : count.startsWith('went:')
        ? tx`t.what = 'went' and t.port = ${count.slice('went:'.length)}`
        : tx`t.what = ${count}`;
  return tx`select e.id || '/' || lpad(t.seq::text, 9, '0') || '/' || lpad(t.ordinal::text, 6, '0') as key,
    t.at, e.entered_at as sort, t.visit, null::uuid as message_id, e.id as enrolment_id, e.customer_id
    from enrolments e join traces t on t.enrolment_id = e.id and t.at >= e.entered_at - interval '1 minute'
      and t.node = ${node} and ${what}
    where e.flow_id = ${flow} and not e.held_out`;
}

function calls(tx: Tx, flow: string, node: string, count: (typeof CALLS)[number]) {
  const which = {
    done: tx`k.status = 'done'`,
    notDone: tx`k.status in ('refused', 'failed', 'skipped')`,
    inDoubt: tx`k.status = 'unknown'`,
  }[count];
  return tx`select k.id::text as key, coalesce(k.settled_at, k.planned_at) as at, k.planned_at as sort,
    k.visit, null::uuid as message_id, k.enrolment_id, k.customer_id
    from calls k where k.flow_id = ${flow} and k.node = ${node} and ${which}`;
}

function messages(tx: Tx, flow: string, node: string, count: (typeof MESSAGES)[number]) {
  const which = {
    sent: tx`m.sent_at is not null`,
    delivered: tx`m.delivered_at is not null`,
    opened: tx`m.opened_at is not null`,
    clicked: tx`m.clicked_at is not null`,
    refused: tx`m.status in ('refused', 'skipped')`,
    failed: tx`m.status = 'failed'`,
  }[count];
  return tx`select m.id::text as key, coalesce(m.sent_at, m.settled_at, m.planned_at) as at,
    m.planned_at as sort, m.visit, m.id as message_id, m.enrolment_id, m.customer_id
    from messages m where m.flow_id = ${flow} and m.node = ${node} and ${which}`;
}

import { fail, type Instant, type Json } from '@millrace/base';
import { z } from 'zod';
import { aboutOf } from './about.ts';
import { decodeCursor, pageInput, pageOf, type Page } from '../paging/cursor.ts';
import { record, shown, type FreeColumns, type MaybeNotShown } from '../paging/shown.ts';
import { defineVerb } from '../verb/define-verb.ts';

export interface EnrolmentView extends MaybeNotShown {
  readonly id: string;
  readonly flowId: string;
  readonly flowName: string;
  readonly version: number;
  /** Null where nobody stands behind it. */
  readonly customerId: string | null;
  /** What it is about, in flows that are not about people; null in the others. */
  readonly about: string | null;
  readonly customerName: string | null;
  readonly customerEmail: string | null;
  /** By whose clock their times are told; null while it is not known. */
  readonly customerZone: string | null;
  readonly key: string;
  readonly state: string;
  readonly heldOut: boolean;
  readonly node: string | null;
  readonly variables: Readonly<Record<string, Json>>;
  readonly wakeAt: Instant | null;
  readonly heldSincePause: Instant | null;
  readonly enteredAt: Instant;
  readonly endedAt: Instant | null;
  readonly endReason: string | null;
}

export interface TraceView {
  readonly at: Instant;
  readonly node: string | null;
  readonly visit: number;
  readonly what: string;
  readonly port: string | null;
  readonly sentence: string;
  readonly data: Json;
}

interface Row {
  readonly id: string;
  readonly flow_id: string;
  readonly flow_name: string;
  readonly number: number;
  readonly customer_id: string | null;
  readonly about: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly zone: string | null;
  readonly key: string;
  readonly state: string;
  readonly held_out: boolean;
  readonly cursor: { node?: string | null; variables?: Record<string, Json> };
  readonly wake_at: Instant | null;
  readonly due_while_paused: Instant | null;
  readonly entered_at: Instant;
  readonly ended_at: Instant | null;
  readonly end_reason: string | null;
}

function view(row: Row): EnrolmentView {
  return {
    id: row.id,
    flowId: row.flow_id,
    flowName: row.flow_name,
    version: row.number,
    customerId: row.customer_id,
    about: row.about,
    customerName: [row.first_name, row.last_name].filter(Boolean).join(' ') || null,
    customerEmail: row.email,
    customerZone: row.zone,
    key: row.key,
    state: row.state,
    heldOut: row.held_out,
    node: row.ended_at === null ? (row.cursor.node ?? null) : null,
    variables: row.cursor.variables ?? {},
    wakeAt: row.wake_at,
    heldSincePause: row.due_while_paused,
    enteredAt: row.entered_at,
    endedAt: row.ended_at,
    endReason: row.end_reason,
  };
}

const FREE: FreeColumns<Row> = { cursor: [z.looseObject({ node: z.string().nullish(), variables: record.optional() }), {}] };

/** People in a flow, newest first; `node` lists those who are at a node now. */
export const listEnrolments = defineVerb({
  name: 'enrolments-read',
  permission: 'flows:read',
  input: z.strictObject({
    flow: z.uuid().optional(),
    customer: z.uuid().optional(),
    state: z.string().max(20).optional(),
    node: z.string().max(64).optional(),
    ...pageInput,
  }),
  run: async (tx, input): Promise<Page<EnrolmentView>> => {
    const after = decodeCursor(input.cursor);
    const rows = await tx<Row[]>`
      select e.*, f.name as flow_name, v.number, c.first_name, c.last_name, c.email, c.zone, ${aboutOf(tx)} from enrolments e join flows f on f.id = e.flow_id join flow_versions v on v.id = e.version_id left join customers c on c.id = e.customer_id
      where ${input.flow ? tx`e.flow_id = ${input.flow}` : tx`true`} and ${input.customer ? tx`e.customer_id = ${input.customer}` : tx`true`} and ${input.state ? tx`e.state = ${input.state}` : tx`true`}
        and ${input.node ? tx`e.cursor->>'node' = ${input.node} and e.ended_at is null` : tx`true`} and ${after ? tx`(e.entered_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
      order by e.entered_at desc, e.id desc limit ${input.limit + 1}`;
    return pageOf(rows, input.limit, (row) => [row.entered_at, row.id], view, FREE);
  },
});

export const getEnrolment = defineVerb({
  name: 'enrolment-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  run: async (tx, { id }): Promise<EnrolmentView & { readonly trace: readonly TraceView[] }> => {
    const [row] = await tx<
      Row[]
    >`select e.*, f.name as flow_name, v.number, c.first_name, c.last_name, c.email, c.zone, ${aboutOf(tx)} from enrolments e join flows f on f.id = e.flow_id join flow_versions v on v.id = e.version_id left join customers c on c.id = e.customer_id where e.id = ${id}`;
    if (!row) fail('not-found', { what: 'enrolment' });
    const trace = await tx<
      TraceView[]
    >`select at, node, visit, what, port, sentence, data from traces where enrolment_id = ${id} order by seq, ordinal limit 2000`;
    return { ...shown(row, view, FREE), trace: [...trace] };
  },
});

import type { enrolments, Row, Known } from '@millrace/db/schema';
import { fail, type Json } from '@millrace/base';
import { defineVerb, free, freeRecord, instant, notShown, pageShape, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { aboutOf } from './about.ts';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { record, shown, type FreeColumns } from '../paging/shown.ts';

const enrolmentFields = {
  id: z.uuid(),
  flowId: z.uuid(),
  flowName: z.string(),
  version: z.int(),
  customerId: z.uuid().nullable().describe('Null when the flow is about something without a customer'),
  about: z.string().nullable().describe('The subject, in flows that are not about people; null in others'),
  customerName: z.string().nullable(),
  customerEmail: z.string().nullable(),
  customerZone: z
    .string()
    .nullable()
    .describe('Time zone in which to show their times; null while it is not known'),
  key: z.string(),
  state: z.string(),
  heldOut: z.boolean(),
  node: z.string().nullable().describe("The person's present step"),
  variables: freeRecord,
  wakeAt: instant.nullable(),
  heldSincePause: instant.nullable(),
  enteredAt: instant,
  endedAt: instant.nullable(),
  endReason: z.string().nullable(),
  ...notShown,
};
const enrolmentSchema = z.strictObject(enrolmentFields).meta({ id: 'Enrolment' });
export type EnrolmentView = Shape<typeof enrolmentSchema>;

const traceSchema = z.strictObject({
  at: instant,
  node: z.string().nullable(),
  visit: z.int(),
  what: z.string(),
  port: z.string().nullable(),
  sentence: z.string(),
  data: free,
});
export type TraceView = Shape<typeof traceSchema>;

const tracedEnrolmentSchema = z
  .strictObject({
    ...enrolmentFields,
    trace: z.array(traceSchema),
    decisions: z
      .array(z.strictObject({ id: z.uuid(), node: z.string(), visit: z.int() }))
      .describe('What was decided, and at which visit of which step; newest first'),
  })
  .meta({ id: 'EnrolmentWithTrace' });
export type TracedEnrolment = Shape<typeof tracedEnrolmentSchema>;

interface ShownEnrolment extends Known<
  Pick<
    Row<typeof enrolments>,
    | 'id'
    | 'flow_id'
    | 'customer_id'
    | 'key'
    | 'state'
    | 'held_out'
    | 'cursor'
    | 'wake_at'
    | 'due_while_paused'
    | 'entered_at'
    | 'ended_at'
    | 'end_reason'
  >,
  { cursor: { node?: string | null; variables?: Record<string, Json> } }
> {
  readonly flow_name: string;
  readonly number: number;
  readonly about: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly zone: string | null;
}

function view(row: ShownEnrolment): EnrolmentView {
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

const FREE: FreeColumns<ShownEnrolment> = {
  cursor: [z.looseObject({ node: z.string().nullish(), variables: record.optional() }), {}],
};

/** People in a flow, newest first. `node` lists those who are at that step now. */
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
  output: pageShape(enrolmentSchema),
  run: async (tx, input) => {
    const after = decodeCursor(input.cursor);
    const rows = await tx<ShownEnrolment[]>`
      select e.*, f.name as flow_name, v.number, c.first_name, c.last_name, c.email, c.zone, ${aboutOf(tx)}
        from enrolments e join flows f on f.id = e.flow_id join flow_versions v on v.id = e.version_id
        left join customers c on c.id = e.customer_id
      where ${input.flow ? tx`e.flow_id = ${input.flow}` : tx`true`}
        and ${input.customer ? tx`e.customer_id = ${input.customer}` : tx`true`}
        and ${input.state ? tx`e.state = ${input.state}` : tx`true`}
        and ${input.node ? tx`e.cursor->>'node' = ${input.node} and e.ended_at is null` : tx`true`}
          and ${after ? tx`(e.entered_at, e.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
      order by e.entered_at desc, e.id desc limit ${input.limit + 1}`;
    return pageOf(rows, input.limit, (row) => [row.entered_at, row.id], view, FREE);
  },
});

export const getEnrolment = defineVerb({
  name: 'enrolment-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: tracedEnrolmentSchema,
  run: async (tx, { id }) => {
    const [row] = await tx<
      ShownEnrolment[]
    >`select e.*, f.name as flow_name, v.number, c.first_name, c.last_name, c.email, c.zone, ${aboutOf(tx)}
      from enrolments e join flows f on f.id = e.flow_id join flow_versions v on v.id = e.version_id
      left join customers c on c.id = e.customer_id where e.id = ${id}`;
    if (!row) fail('not-found', { what: 'enrolment' });
    const trace = await tx<
      TraceView[]
    >`select at, node, visit, what, port, sentence, data from traces where enrolment_id = ${id}
      order by seq, ordinal limit 2000`;
    const decisions = await tx<{ id: string; node: string; visit: number }[]>`
      select id, node, visit from decisions where enrolment_id = ${id} order by at desc, id limit 200`;
    return { ...shown(row, view, FREE), trace: [...trace], decisions: [...decisions] };
  },
});

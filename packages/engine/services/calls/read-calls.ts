import { actCapability } from '@millrace/connectors';
import { fail, type Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';
import type { CallRow, CallStatus } from '@millrace/core/rows';
import { defineVerb, free, id, instant, notShown, pageShape, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { record, shown, type FreeColumns } from '../paging/shown.ts';

interface Row extends CallRow {
  readonly flow_name: string | null;
  readonly first_name: string | null;
  readonly last_name: string | null;
  readonly email: string | null;
  readonly zone: string | null;
  readonly connection_name: string | null;
  readonly settled_at: Instant | null;
}

const STATUSES = [
  'planned',
  'calling',
  'done',
  'refused',
  'failed',
  'skipped',
  'unknown',
  'silent',
] as const satisfies readonly CallStatus[];

/** The input is stored as its node wrote it, perhaps by an old release. */
const INPUT: FreeColumns<Row> = { input: [record.nullable(), null] };

const text = z.string().nullable();

/** An action that a flow did, or tried to do. */
const callSchema = z.strictObject({
  id,
  what: z.string().describe('The kind of action: "Discount code"'),
  capability: z.string(),
  status: z.enum(STATUSES),
  reason: text,
  sentence: text,
  input: free,
  result: free,
  flowId: id,
  flowName: text,
  enrolmentId: id,
  node: z.string(),
  customerId: id.nullable().describe('Null when the flow is about something without a customer'),
  customerName: text,
  customerZone: text,
  connectionName: text,
  attempts: z.int(),
  plannedAt: instant,
  settledAt: instant.nullable(),
  ...notShown,
});
export type CallView = Shape<typeof callSchema>;

/** Calls, newest first. Those with status `unknown` wait for a person to settle them. */
export const listCalls = defineVerb({
  name: 'calls-read',
  permission: 'messages:read',
  input: z.strictObject({
    customer: z.uuid().optional(),
    flow: z.uuid().optional(),
    enrolment: z.uuid().optional(),
    status: z.enum(STATUSES).optional(),
    ...pageInput,
  }),
  output: pageShape(callSchema),
  run: async (tx, { customer, flow, enrolment, status, cursor, limit }) => {
    const after = decodeCursor(cursor);
    const rows = await callsWhere(
      tx,
      tx`${after ? tx`(k.planned_at, k.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
        and ${customer ? tx`k.customer_id = ${customer}` : tx`true`}
        and ${flow ? tx`k.flow_id = ${flow}` : tx`true`}
          and ${enrolment ? tx`k.enrolment_id = ${enrolment}` : tx`true`}
          and ${status ? tx`k.status = ${status}` : tx`true`}`,
      limit + 1,
    );
    return pageOf(rows, limit, (row) => [row.planned_at, row.id], view, INPUT);
  },
});

/** One call, by its id. @throws MillraceError not-found */
export const getCall = defineVerb({
  name: 'call-read',
  permission: 'messages:read',
  input: z.strictObject({ id: z.uuid() }),
  output: callSchema,
  run: async (tx, { id: wanted }) => {
    const [row] = await callsWhere(tx, tx`k.id = ${wanted}`, 1);
    return row ? shown(row, view, INPUT) : fail('not-found', { what: 'call' });
  },
});

/** Newest first, with the names of their flow and customer. */
const callsWhere = (tx: Tx, condition: ReturnType<Tx>, most: number) => tx<Row[]>`
  select k.*, f.name as flow_name, c.first_name, c.last_name, c.email, c.zone, n.name as connection_name
    from calls k
    left join flows f on f.id = k.flow_id left join customers c on c.id = k.customer_id
      left join connections n on n.id = k.connection_id
  where ${condition} order by k.planned_at desc, k.id desc limit ${most}`;

function view(row: Row): CallView {
  return {
    id: row.id,
    what: actCapability(row.capability)?.title ?? row.capability.replaceAll('-', ' '),
    capability: row.capability,
    status: row.status,
    reason: row.reason,
    sentence: row.sentence,
    input: row.input,
    result: row.result,
    flowId: row.flow_id,
    flowName: row.flow_name,
    enrolmentId: row.enrolment_id,
    node: row.node,
    customerId: row.customer_id,
    customerName: [row.first_name, row.last_name].filter(Boolean).join(' ') || row.email,
    customerZone: row.zone,
    connectionName: row.connection_name,
    attempts: row.attempts,
    plannedAt: row.planned_at,
    settledAt: row.settled_at,
  };
}

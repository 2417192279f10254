import { DAY, fail, type Instant } from '@millrace/base';
import { readFlow, readFlowView, flowStateSchema, type FlowState, type FlowView } from '@millrace/core/rows';
import { type Context, composeVerb, defineVerb, pageShape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { subjectSchema, type Graph } from '@millrace/flow';
import { z } from 'zod';
import { containing } from '../paging/containing.ts';
import { decodeCursor, pageInput, pageOf, type Page } from '../paging/cursor.ts';
import { record, shown, type FreeColumns, type MaybeNotShown } from '../paging/shown.ts';
import { checkContents, checkStoredContents, type CheckedContents } from './content-problems.ts';
import { drawnProblems, errorsOf, flowProblems } from './flow-problems.ts';
import {
  flowSummarySchema,
  flowWithProblemsSchema,
  type FlowSummary,
  type FlowWithProblems,
} from './shapes.ts';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly state: FlowState;
  readonly number: number | null;
  readonly template_id: string | null;
  readonly created_at: Instant;
  readonly updated_at: Instant;
  readonly updated_by: string | null;
  readonly draft: Graph;
  readonly metrics: Record<string, number> | null;
  readonly days: { day: number; n: number }[] | null;
}

const listInput = z.strictObject({
  state: flowStateSchema.optional(),
  search: z.string().max(120).optional(),
  ...pageInput,
});

async function readRows(
  tx: Tx,
  input: z.output<typeof listInput>,
  now: Instant,
): Promise<Page<Row & MaybeNotShown>> {
  const after = decodeCursor(input.cursor);
  const search = input.search?.trim();
  const rows = await tx<Row[]>`
    select f.*, v.number, (select jsonb_object_agg(metric, amount) from (
        select case when metric like 'silent:entered' then 'entered' else metric end as metric,
          sum(amount) as amount from (
          select metric, amount from counter_totals
            where flow_id = f.id
            and metric in ('entered', 'silent:entered', 'here', 'silent:here', 'sent', 'held', 'orders',
            'revenue') and (metric not in ('entered', 'silent:entered') or node = '')
          union all select metric, amount from counter_changes
            where flow_id = f.id
            and metric in ('entered', 'silent:entered', 'here', 'silent:here', 'sent', 'held', 'orders',
            'revenue') and (metric not in ('entered', 'silent:entered') or node = '')
        ) t group by 1) m) as metrics,
      (select jsonb_agg(jsonb_build_object('day', day, 'n', n)) from (
        select floor(extract(epoch from (${now}::timestamptz - hour)) / 86400)::int as day, sum(amount) as n from (
          select hour, amount from flow_versions w join counter_rollups r on r.version_id = w.id
            where w.flow_id = f.id and r.flow_id = f.id and node = '' and metric in ('entered', 'silent:entered')
            and hour > ${now - 14 * DAY}
          union all select hour, amount from counter_changes
            where flow_id = f.id and node = '' and metric in ('entered', 'silent:entered')) h
            group by 1) d) as days
    from flows f left join flow_versions v on v.id = f.live_version_id
    where ${input.state ? tx`f.state = ${input.state}` : tx`true`}
      and ${search ? tx`f.name ilike ${containing(search)}` : tx`true`}
      and ${after ? tx`(f.updated_at, f.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
    order by f.updated_at desc, f.id desc limit ${input.limit + 1}`;
  return pageOf(
    rows,
    input.limit,
    (row) => [row.updated_at, row.id],
    (row) => row,
    FREE,
  );
}

const DRAFT = [
  z.looseObject({
    subject: subjectSchema.optional(),
    nodes: z.array(record),
    edges: z.array(record),
    settings: record.optional(),
  }),
  { schemaVersion: 2, subject: 'customer', nodes: [], edges: [], settings: {} } as unknown as Graph,
] as const;
const FREE: FreeColumns<Row> = { draft: DRAFT };

/**
 * All flows with their main figures, last changed first. Their messages are checked after the rows are read.
 */
export const listFlows = composeVerb(
  { name: 'flows-read', permission: 'flows:read', input: listInput, output: pageShape(flowSummarySchema) },
  async (context, input) => {
    const page = await context.db.inWorkspace(context.workspaceId, (tx) =>
      readRows(tx, input, context.now()),
    );
    const checked = await checkContents(
      context,
      page.items.flatMap((row) => (row.draft ? [row.draft] : [])),
    );
    const view = (row: Row & MaybeNotShown): FlowSummary => ({
      ...shown(row, (one) => summary(one, errorsOf(drawnProblems(one.draft, checked)).length), FREE),
      ...(row.notShown ? { notShown: row.notShown } : {}),
    });
    return { ...page, items: page.items.map(view) };
  },
);

function summary(row: Row, problems: number): FlowSummary {
  const metric = (name: string) => row.metrics?.[name] ?? 0;
  const entries = Array.from(
    { length: 14 },
    (_, index) => row.days?.find((entry) => entry.day === 13 - index)?.n ?? 0,
  );
  return {
    id: row.id,
    name: row.name,
    subject: row.draft.subject ?? 'customer',
    state: row.state,
    liveVersion: row.number,
    templateId: row.template_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    owner: row.draft.settings?.owner ?? null,
    problems,
    entered: metric('entered'),
    inside: metric('here') + metric('silent:here'),
    sent: metric('sent'),
    held: metric('held'),
    orders: metric('orders'),
    revenue: metric('revenue'),
    entries,
  };
}

export const getFlow = defineVerb({
  name: 'flow-read',
  permission: 'flows:read',
  input: z.strictObject({ id: z.uuid() }),
  output: flowWithProblemsSchema,
  prepare: ({ id }, context) => checkStoredContents(context, id),
  run: async (tx, { id }, context, checked) => {
    const flow = await readFlowView(tx, id);
    return { ...flow, ...(await drawn(tx, context, flow, checked)) };
  },
});

/** The graph and its problems. A draft that cannot be read is one problem, and its flow is still listed. */
async function drawn(
  tx: Tx,
  context: Context,
  flow: Pick<FlowView, 'id' | 'graph'>,
  checked: CheckedContents,
): Promise<Pick<FlowWithProblems, 'graph' | 'problems'>> {
  const [shape, instead] = DRAFT;
  if (shape.safeParse(flow.graph).success && canBeLookedAt(flow.graph, checked))
    return { graph: flow.graph, problems: await flowProblems(tx, context, flow, checked, context.now()) };
  const sentence = 'The draft of this flow cannot be read. Restore a published version, or draw it again.';
  return {
    graph: instead,
    problems: [{ severity: 'error', node: null, field: null, code: 'draft-unreadable', sentence }],
  };
}

function canBeLookedAt(graph: Graph, checked: CheckedContents): boolean {
  try {
    drawnProblems(graph, checked);
    return true;
  } catch {
    return false;
  }
}

export const deleteFlow = defineVerb({
  name: 'flow-deleted',
  permission: 'flows:write',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ id: z.uuid(), name: z.string() }),
  run: async (tx, { id }) => {
    const flow = await readFlow(tx, id, true);
    const [used] = await tx`select 1 from enrolments where flow_id = ${id} limit 1`;
    if (used) fail('flow-state-wrong', { state: `${flow.state} and has had people in it; stop it instead` });
    await tx`delete from flows where id = ${id}`;
    return { id, name: flow.name };
  },
  audit: ({ id }, { name }) => ({ subject: { type: 'flow', id }, summary: `Removed the flow ${name}` }),
});

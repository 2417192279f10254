import { readGraph } from '../plans/index.ts';
import type { Tx } from '@millrace/db';
import type { flows, Known, Row } from '@millrace/db/schema';
import { fail } from '@millrace/base';
import { type Graph } from '@millrace/flow';
import type { FlowState, FlowView } from './flow-shapes.ts';

export type FlowRow = Known<Row<typeof flows>, { state: FlowState; draft: Graph }>;

/** @throws MillraceError not-found, graph-too-new */
export async function readFlow(tx: Tx, id: string, lock = false): Promise<FlowRow> {
  const [row] = lock
    ? await tx<FlowRow[]>`select * from flows where id = ${id} for update`
    : await tx<FlowRow[]>`select * from flows where id = ${id}`;
  if (!row) fail('not-found', { what: 'flow' });
  return current(row);
}

/** Migrates the draft to the current graph version. @throws MillraceError graph-too-new */
const current = <Given extends FlowRow>(row: Given): Given => ({ ...row, draft: readGraph(row.draft) });

export function flowView(row: FlowRow & { live_number?: number | null }): FlowView {
  return {
    id: row.id,
    name: row.name,
    state: row.state,
    revision: row.revision,
    graph: row.draft,
    liveVersionId: row.live_version_id,
    liveVersion: row.live_number ?? null,
    templateId: row.template_id,
    updatedAt: row.updated_at,
    updatedBy: row.updated_by,
    createdAt: row.created_at,
    pausedAt: row.paused_at,
  };
}

export async function readFlowView(tx: Tx, id: string): Promise<FlowView> {
  const [row] = await tx<
    (FlowRow & { live_number: number | null })[]
  >`select f.*, v.number as live_number from flows f left join flow_versions v on v.id = f.live_version_id
    where f.id = ${id}`;
  if (!row) fail('not-found', { what: 'flow' });
  return flowView(current(row));
}

import type { triggerSources, Row } from '@millrace/db/schema';
import { createHash } from 'node:crypto';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { canonicalJson, type Instant } from '@millrace/base';
import type { Plan, TriggerSource } from '@millrace/flow';
import { beginScan } from '../segments/index.ts';

/** The position of a live flow's trigger source. */
export type SourceRow = Pick<
  Row<typeof triggerSources>,
  | 'workspace_id'
  | 'flow_id'
  | 'type'
  | 'plan_hash'
  | 'began_at'
  | 'looked_until'
  | 'next_at'
  | 'cursor'
  | 'pass_until'
  | 'passes'
>;

/** Does a page of a source's work. */
export type SourcePage<Source extends TriggerSource = TriggerSource> = (
  tx: Tx,
  context: Context,
  row: SourceRow,
  source: Source,
  now: Instant,
) => Promise<void>;

export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** Product changes come by themselves, and segments are kept apart, so these sources are never due. */
const NEVER = Date.UTC(9999, 0, 1);

/**
 * Begins the source of a published flow, or keeps its position when it looks for the same as before.
 * Otherwise it discards the earlier position and begins anew. Triggers by outside events and by hand have no
 * source to run.
 */
export async function beginSource(
  tx: Tx,
  context: Context,
  flowId: string,
  plan: Plan,
  hash: string,
): Promise<void> {
  const { source } = plan.trigger;
  if (!source || source.type === 'hand') return endSource(tx, flowId);
  const fingerprint = createHash('sha256')
    .update(canonicalJson(wanted(source)))
    .digest('hex');
  const now = context.now();
  const next = source.type === 'product' || source.type === 'segment' ? NEVER : now;
  const [known] = await tx<
    { fingerprint: string }[]
  >`select fingerprint from trigger_sources where flow_id = ${flowId}`;
  if (known?.fingerprint === fingerprint) {
    await tx`update trigger_sources set plan_hash = ${hash} where flow_id = ${flowId}`;
    return;
  }
  await endSource(tx, flowId);
  await tx`insert into trigger_sources (workspace_id, flow_id, type, plan_hash, fingerprint, began_at,
    looked_until, next_at)
    values (${context.workspaceId}, ${flowId}, ${source.type}, ${hash}, ${fingerprint}, ${now}, ${now},
      ${next})`;
  if (source.type !== 'segment') return;
  await tx`insert into segments (id, workspace_id, flow_id, condition)
    values (${flowId}, ${context.workspaceId}, ${flowId}, ${tx.json(source.condition as never)})`;
  await beginScan(tx, context.workspaceId, flowId, now);
}

/** Without the choice to let present members in, which does not change who is in the segment. */
function wanted(source: TriggerSource): TriggerSource {
  return source.type === 'segment' ? { ...source, present: false } : source;
}

/** Removes the source when the flow is stopped or gets another trigger. */
export async function endSource(tx: Tx, flowId: string): Promise<void> {
  await tx`delete from trigger_sources where flow_id = ${flowId}`;
  await tx`delete from segments where id = ${flowId}`;
}

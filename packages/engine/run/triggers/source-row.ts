import type { triggerSources, Row } from '@millrace/db/schema';
import { createHash } from 'node:crypto';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { canonicalJson, type Instant } from '@millrace/base';
import type { Plan, TriggerSource } from '@millrace/flow';

/** Where the source of a live flow's trigger stands. */
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

/** What a source does when its time has come: a page of its work. */
export type SourcePage<Source extends TriggerSource = TriggerSource> = (
  tx: Tx,
  context: Context,
  row: SourceRow,
  source: Source,
  now: Instant,
) => Promise<void>;

export const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** News of products comes when it comes: nothing is looked for by the clock. */
const NEVER = Date.UTC(9999, 0, 1);

/**
 * A flow was published: its source begins, or goes on where it is when what it looks for is the same. Otherwise what was found
 * before counts no more, and it begins anew. Events from outside and people put in by hand need no looking after.
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
  const next = source.type === 'product' ? NEVER : now;
  const [known] = await tx<
    { fingerprint: string }[]
  >`select fingerprint from trigger_sources where flow_id = ${flowId}`;
  if (known?.fingerprint === fingerprint) {
    await tx`update trigger_sources set plan_hash = ${hash} where flow_id = ${flowId}`;
    return;
  }
  await endSource(tx, flowId);
  await tx`insert into trigger_sources (workspace_id, flow_id, type, plan_hash, fingerprint, began_at, looked_until, next_at)
    values (${context.workspaceId}, ${flowId}, ${source.type}, ${hash}, ${fingerprint}, ${now}, ${now}, ${next})`;
}

/** Who is inside a segment does not change by whether those who match now were let in. */
function wanted(source: TriggerSource): TriggerSource {
  return source.type === 'segment' ? { ...source, present: false } : source;
}

/** The flow was stopped, or begins with something else. */
export async function endSource(tx: Tx, flowId: string): Promise<void> {
  await tx`delete from trigger_sources where flow_id = ${flowId}`;
  await tx`delete from segment_members where flow_id = ${flowId}`;
}

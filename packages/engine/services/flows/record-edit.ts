import { kinds, readGraph } from '@millrace/core/plans';
import { writeAudit, type Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { MINUTE, type Instant } from '@millrace/base';
import { changesBetween, type Graph } from '@millrace/flow';

/** An editing session ends this long after the last save, in milliseconds. */
const SITTING = 30 * MINUTE;
/** Most changes to list one by one. */
const MOST_TOLD = 40;

interface Form {
  readonly name: string;
  readonly graph: Graph;
}

interface Sitting {
  readonly audit_id: string;
  readonly graph: unknown;
  readonly name: string;
  readonly began_at: Instant;
  readonly last_at: Instant;
}

/**
 * Records in the audit log that a flow was edited: one row for each editing session, with the differences
 * since it began, instead of one for each save. A session ends with a publication, when another person saves,
 * or after half an hour without a save.
 */
export async function recordEdit(
  tx: Tx,
  context: Context,
  flowId: string,
  before: Form,
  after: Form,
): Promise<void> {
  const now = context.now();
  const actor = `${context.actor.type}/${context.actor.id ?? context.actor.name}`;
  await tx`delete from flow_edits
    where flow_id = ${flowId} and (actor <> ${actor} or last_at < ${now - SITTING})`;
  const [sitting] = await tx<Sitting[]>`select audit_id, graph, name, began_at, last_at from flow_edits
    where flow_id = ${flowId} and actor = ${actor} for update`;
  const first: Form = sitting ? { name: sitting.name, graph: readGraph(sitting.graph) } : before;
  const what = [
    ...(first.name === after.name ? [] : [`Renamed the flow from ${first.name} to ${after.name}.`]),
    ...changesBetween(first.graph, after.graph, kinds),
  ];
  const summary = summaryOf(after.name, what);
  const changes = {
    what: what.slice(0, MOST_TOLD),
    more: Math.max(0, what.length - MOST_TOLD),
    since: sitting?.began_at ?? now,
  };
  if (sitting) {
    await tx`update audit_log set at = ${now}, summary = ${summary}, changes = ${tx.json(changes as never)}
      where id = ${sitting.audit_id}`;
    await tx`update flow_edits set last_at = ${now} where flow_id = ${flowId} and actor = ${actor}`;
    return;
  }
  const id = newId();
  await writeAudit(
    tx,
    context,
    'flow-edited',
    { subject: { type: 'flow', id: flowId }, summary, changes },
    id,
  );
  await tx`insert into flow_edits (workspace_id, flow_id, actor, audit_id, graph, name, began_at, last_at)
    values (${context.workspaceId}, ${flowId}, ${actor}, ${id}, ${tx.json(before.graph as never)},
      ${before.name}, ${now}, ${now})`;
}

/** Ends the editing sessions of a published flow, so that the next edit begins a new one. */
export async function endSittings(tx: Tx, flowId: string): Promise<void> {
  await tx`delete from flow_edits where flow_id = ${flowId}`;
}

function summaryOf(name: string, what: readonly string[]): string {
  const [first] = what;
  if (first === undefined) return `Edited the flow ${name}: no change was left in the end`;
  const more = what.length > 1 ? ` And ${what.length - 1} more.` : '';
  return `Edited the flow ${name}: ${first}${more}`;
}

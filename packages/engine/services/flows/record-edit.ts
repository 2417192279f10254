import { kinds } from '@millrace/core/plans';
import { writeAudit, type Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { MINUTE, type Instant } from '@millrace/base';
import { changesBetween, parseGraph, type Graph } from '@millrace/flow';

/** So long after the last save somebody still edits. */
const SITTING = 30 * MINUTE;
/** So many changes are told one by one. */
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
 * Writes down in the audit log that a flow was edited: one row for a sitting, which says what is different since it began, and
 * not one for each save. A sitting ends with a publication, when somebody else saves, or after half an hour of nothing.
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
  await tx`delete from flow_edits where flow_id = ${flowId} and (actor <> ${actor} or last_at < ${now - SITTING})`;
  const [sitting] = await tx<
    Sitting[]
  >`select audit_id, graph, name, began_at, last_at from flow_edits where flow_id = ${flowId} and actor = ${actor} for update`;
  const first: Form = sitting ? { name: sitting.name, graph: parseGraph(sitting.graph) } : before;
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
    await tx`update audit_log set at = ${now}, summary = ${summary}, changes = ${tx.json(changes as never)} where id = ${sitting.audit_id}`;
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
    values (${context.workspaceId}, ${flowId}, ${actor}, ${id}, ${tx.json(before.graph as never)}, ${before.name}, ${now}, ${now})`;
}

/** What was edited is published: the next edit is another sitting. */
export async function endSittings(tx: Tx, flowId: string): Promise<void> {
  await tx`delete from flow_edits where flow_id = ${flowId}`;
}

function summaryOf(name: string, what: readonly string[]): string {
  const [first] = what;
  if (first === undefined) return `Edited the flow ${name}: in the end it is as it was`;
  const more = what.length > 1 ? ` And ${what.length - 1} more.` : '';
  return `Edited the flow ${name}: ${first}${more}`;
}

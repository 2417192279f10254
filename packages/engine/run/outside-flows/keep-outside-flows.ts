import { isMillraceError, isStorable, type Instant } from '@millrace/base';
import type { FoundFlow } from '@millrace/connectors';
import { newId, type Tx } from '@millrace/db';
import { flowOfFile, type FlowOfFile } from './read-flow-file.ts';

/** Most flows of other systems that a store keeps. */
export const MOST_OUTSIDE = 300;
/** In characters. */
const LONGEST_NAME = 120;

/** Where flows were read. */
export interface Origin {
  readonly workspaceId: string;
  /** The id of a connection, or `file` and the importer. */
  readonly origin: string;
  readonly connectionId: string | null;
  /** The other system, as people call it. */
  readonly system: string;
}

/** A flow of another system as it was read, or why it cannot be. */
export interface ReadOutside {
  readonly externalId: string;
  readonly name: string;
  readonly read: Pick<FlowOfFile, 'flow' | 'graph'> | { readonly problem: string };
}

/** Stores flows that run in another system, in place of what was read of them before, and forgets those that do not. */
export async function keepOutsideFlows(
  tx: Tx,
  origin: Origin,
  flows: readonly FoundFlow[],
  now: Instant,
): Promise<void> {
  for (const { externalId, name, file } of flows)
    if (file === null)
      await tx`delete from outside_flows where origin = ${origin.origin} and external_id = ${externalId}`;
    else await keepOutsideFlow(tx, origin, { externalId, name, read: readFile(file) }, now);
}

/** Stores one. @returns false when the store keeps as many as it may */
export async function keepOutsideFlow(
  tx: Tx,
  { workspaceId, origin, connectionId, system }: Origin,
  { externalId, name, read }: ReadOutside,
  now: Instant,
): Promise<boolean> {
  const graph = 'graph' in read ? tx.json(read.graph as never) : null;
  const leftOut = 'flow' in read ? read.flow.leftOut.filter(({ step, why }) => isStorable(step + why)) : [];
  const problem = 'problem' in read ? read.problem.slice(0, 500) : null;
  const kept =
    await tx`insert into outside_flows (id, workspace_id, origin, external_id, connection_id, system, name,
      graph, problem, left_out, read_at)
    select ${newId()}, ${workspaceId}, ${origin}, ${externalId}, ${connectionId}::uuid, ${system},
      ${nameOf(name)}, ${graph}::jsonb, ${problem}::text,
      ${tx.json(leftOut as never)}::jsonb, ${now}::timestamptz
    where (select count(*) from outside_flows where not (origin = ${origin} and external_id = ${externalId}))
      < ${MOST_OUTSIDE}
    on conflict (workspace_id, origin, external_id) do update set name = excluded.name, graph = excluded.graph,
      problem = excluded.problem, left_out = excluded.left_out, read_at = excluded.read_at
    returning id`;
  return kept.length > 0;
}

/** A name that can be shown and stored. */
export function nameOf(name: string): string {
  const short = name.trim().slice(0, LONGEST_NAME);
  return short !== '' && isStorable(short) ? short : 'Flow without a name';
}

/** A definition that cannot be read stays in the list, with the reason. */
function readFile(file: FoundFlow['file']): ReadOutside['read'] {
  try {
    return flowOfFile({ file: JSON.stringify(file) });
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return { problem: error.message };
  }
}

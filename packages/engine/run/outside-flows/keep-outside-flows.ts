import { isMillraceError, isStorable, type Instant } from '@millrace/base';
import type { FoundFlow } from '@millrace/connectors';
import { newId, type Tx } from '@millrace/db';
import { flowOfFile } from './read-flow-file.ts';

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

/** Stores flows that run in another system, in place of what was read of them before, and forgets those that do not. */
export async function keepOutsideFlows(
  tx: Tx,
  { workspaceId, origin, connectionId, system }: Origin,
  flows: readonly FoundFlow[],
  now: Instant,
): Promise<void> {
  for (const { externalId, name, file } of flows) {
    if (file === null) {
      await tx`delete from outside_flows where origin = ${origin} and external_id = ${externalId}`;
      continue;
    }
    const found = readFile(file);
    const graph = found.graph && tx.json(found.graph as never);
    const { leftOut } = found;
    const problem = found.problem?.slice(0, 500) ?? null;
    await tx`insert into outside_flows (id, workspace_id, origin, external_id, connection_id, system, name, graph,
        problem, left_out, read_at)
      select ${newId()}, ${workspaceId}, ${origin}, ${externalId}, ${connectionId}::uuid, ${system},
        ${nameOf(name)}, ${graph}::jsonb, ${problem}::text,
        ${tx.json(leftOut as never)}::jsonb, ${now}::timestamptz
      where (select count(*) from outside_flows where not (origin = ${origin} and external_id = ${externalId}))
        < ${MOST_OUTSIDE}
      on conflict (workspace_id, origin, external_id) do update set name = excluded.name, graph = excluded.graph,
        problem = excluded.problem, left_out = excluded.left_out, read_at = excluded.read_at`;
  }
}

/** A name that can be shown and stored. */
export function nameOf(name: string): string {
  const short = name.trim().slice(0, LONGEST_NAME);
  return short !== '' && isStorable(short) ? short : 'Flow without a name';
}

/** A definition that cannot be read stays in the list, with the reason. */
function readFile(file: FoundFlow['file']) {
  try {
    const { graph, flow } = flowOfFile({ file: typeof file === 'string' ? file : JSON.stringify(file) });
    const leftOut = flow.leftOut.filter(({ step, why }) => isStorable(step + why));
    return { graph, leftOut, problem: null };
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return { graph: null, leftOut: [], problem: error.message };
  }
}

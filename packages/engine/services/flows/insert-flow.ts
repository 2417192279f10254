import { randomBytes } from 'node:crypto';
import { readFlowView } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import type { Graph } from '@millrace/flow';
import type { CheckedContents } from './content-problems.ts';
import { flowProblems } from './flow-problems.ts';
import type { FlowWithProblems } from './shapes.ts';

interface NewFlow {
  readonly name: string;
  readonly graph: Graph;
  /** The template of the gallery that it was made from. */
  readonly templateId?: string | null;
}

/** Stores a new draft, and says what is missing in it. */
export async function insertFlow(
  tx: Tx,
  context: Context,
  { name, graph, templateId = null }: NewFlow,
  checked: CheckedContents,
): Promise<FlowWithProblems> {
  const id = newId();
  // The salt decides the holdout for ever, so it is random, and not derived from the name or id.
  const salt = randomBytes(12).toString('hex');
  await tx`insert into flows (id, workspace_id, name, draft, template_id, salt, created_by, updated_by)
    values (${id}, ${context.workspaceId}, ${name}, ${tx.json(graph as never)}, ${templateId}, ${salt},
    ${context.actor.name}, ${context.actor.name})`;
  return {
    ...(await readFlowView(tx, id)),
    problems: await flowProblems(tx, context, { id, graph }, checked, context.now()),
  };
}

/** Characters of an owner in the settings of a flow. */
const MOST_OWNER = 120;

/** The same graph, owned by whoever makes the flow. A key is nobody's owner. */
export const ownedBy = (context: Context, graph: Graph): Graph =>
  context.actor.type === 'person'
    ? { ...graph, settings: { ...graph.settings, owner: context.actor.name.slice(0, MOST_OWNER) } }
    : graph;

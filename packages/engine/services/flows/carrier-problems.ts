import { actCapability } from '@millrace/connectors';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Asked, Graph, GraphNode, Problem } from '@millrace/flow';
import { carrierFor } from '@millrace/run/calls';
import { secretsOf } from '../calls/able.ts';
import { stepConfig } from './step-config.ts';

/**
 * Steps whose capability no connection provides. An error and not advice, because a code the store does not
 * know, or a request to nowhere, breaks a promise to a customer.
 */
export async function carrierProblems(tx: Tx, context: Context, graph: Graph): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const node of graph.nodes) {
    for (const { capability, connection, orPerson = false } of asksOf(node)) {
      const carrier = await carrierFor(tx, capability, connection, null, secretsOf(context));
      if (carrier) continue;
      const words = actCapability(capability)?.words ?? 'do this';
      if (orPerson && connection === null) {
        problems.push({
          severity: 'warning',
          node: node.id,
          code: 'handed-to-a-person',
          sentence: `No connected system can ${words}, so a person gets a task for it in Work.`,
          field: null,
        });
        continue;
      }
      const sentence =
        connection === null
          ? `No connected system can ${words}. Connect one that can, with a key that allows it, under Settings, Connections.`
          : 'The connection of this step was removed. Choose another one.';
      problems.push({
        severity: 'error',
        node: node.id,
        code: 'connection-missing',
        sentence,
        field: connection === null ? null : 'connection',
        ...(connection === null ? { asks: capability } : {}),
      });
    }
  }
  return problems;
}

function asksOf(node: GraphNode): readonly Asked[] {
  const step = stepConfig(node);
  return step?.kind.asks?.(step.config) ?? [];
}

import { own } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import type { Tx } from '@millrace/db';
import type { Graph, Plan, PlanTrigger } from '@millrace/flow';
import { triggerPlan } from './trigger-plan.ts';

type Drawn = Pick<Graph, 'nodes' | 'subject'>;

/** What lets people into a graph as it is drawn; triggers whose settings are unfinished are left out. */
export const drawnTriggers = ({ nodes, subject }: Drawn): readonly PlanTrigger[] =>
  nodes.flatMap((node) => {
    const kind = own(kinds, node.kind);
    const parsed = kind?.trigger ? kind.config.safeParse(node.config) : undefined;
    return kind?.trigger && parsed?.success ? [kind.trigger(parsed.data, subject)] : [];
  });

/** A plan of the graph's trigger without any step; null while it has none that is finished. */
export async function planOfTrigger(tx: Tx, { nodes, subject }: Drawn): Promise<Plan | null> {
  const drawn = nodes.find((node) => own(kinds, node.kind)?.trigger !== undefined);
  return drawn ? triggerPlan(tx, { subject, kind: drawn.kind, config: drawn.config }) : null;
}

import { fail, type Json, own } from '@millrace/base';
import { bringUp } from './kind-versions.ts';
import type { Kinds, Meaning, NodeKind } from './kind.ts';
import type { Plan, PlanNode } from './plan.ts';

/** A node of a plan with its migrated config and the meaning of its kind. */
export interface PreparedNode {
  readonly node: PlanNode;
  readonly kind: NodeKind;
  readonly config: unknown;
  readonly meaning: Meaning<unknown>;
}

export interface PreparedPlan {
  readonly plan: Plan;
  readonly nodes: readonly PreparedNode[];
  readonly positions: ReadonlyMap<string, number>;
}

/**
 * Prepares plans for stepping, each once while it stays in memory. Configs of kinds that have a newer version
 * are migrated here; the plan itself never changes.
 * @throws kind-unknown when a kind of the plan no longer exists
 */
export function preparer(kinds: Kinds): (plan: Plan) => PreparedPlan {
  const prepared = new WeakMap<Plan, PreparedPlan>();
  let last: PreparedPlan | null = null;
  return (plan) => {
    if (last !== null && last.plan === plan) return last;
    let found = prepared.get(plan);
    if (!found) {
      found = prepare(plan, kinds);
      prepared.set(plan, found);
    }
    last = found;
    return found;
  };
}

function prepare(plan: Plan, kinds: Kinds): PreparedPlan {
  const nodes = plan.nodes.map((node): PreparedNode => {
    const kind = own(kinds, node.kind);
    if (!kind) return fail('kind-unknown', { kind: node.kind });
    const brought = bringUp(kind, node.version, node.config as Record<string, Json>);
    const config = brought.changed ? kind.config.parse(brought.config) : node.config;
    return { node, kind, config, meaning: kind.meaning as Meaning<unknown> };
  });
  return { plan, nodes, positions: new Map(plan.nodes.map((node, index) => [node.id, index])) };
}

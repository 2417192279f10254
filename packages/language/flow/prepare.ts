import { fail, type Json } from '@millrace/base';
import { bringUp } from './kind-versions.ts';
import type { Kinds, Meaning, NodeKind } from './kind.ts';
import type { Plan, PlanNode } from './plan.ts';

/** A node of a plan with what its kind does at hand. */
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
 * Gets plans ready for stepping, each once for as long as it stays in memory. A plan is never changed; configs of kinds
 * that have gone on since it was published are brought up here.
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
    const kind = Object.hasOwn(kinds, node.kind) ? kinds[node.kind] : undefined;
    if (!kind) return fail('kind-unknown', { kind: node.kind });
    const brought = bringUp(kind, node.version, node.config as Record<string, Json>);
    const config = brought.changed ? kind.config.parse(brought.config) : node.config;
    return { node, kind, config, meaning: kind.meaning as Meaning<unknown> };
  });
  return { plan, nodes, positions: new Map(plan.nodes.map((node, index) => [node.id, index])) };
}

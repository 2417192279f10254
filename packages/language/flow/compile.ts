import { canonicalJson, type Json } from '@millrace/base';
import { eventType } from './event-types.ts';
import type { Graph } from './graph.ts';
import { currentVersion } from './kind-versions.ts';
import type { Kinds } from './kind.ts';
import { conditionsIn, mergeNeeds, needsOfCondition } from './needs.ts';
import { failNotReady } from './not-ready.ts';
import type { Plan, PlanNode } from './plan.ts';
import { examine } from './validate/validate.ts';
import type { SheetNode } from './validate/sheet.ts';

/**
 * Compiles a graph to the plan that runs. The positions of cards, their order and notes do not matter: graphs
 * with the same meaning give plans with the same text.
 * @throws flow-has-problems with `problems` in the details, when `validate` finds an error
 */
export function compile(graph: Graph, kinds: Kinds): Plan {
  const { reached, problems } = examine(graph, kinds);
  const errors = problems.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) failNotReady(errors);
  const entry = reached[0];
  if (!entry?.kind?.trigger) return failNotReady([]);
  const positions = new Map(reached.map(({ node }, index) => [node.id, index]));
  const nodes = reached.map((sheetNode) => planNode(sheetNode, positions));
  const trigger = entry.kind.trigger(entry.config, graph.subject);
  return {
    planVersion: 1,
    subject: graph.subject,
    trigger,
    entry: 0,
    nodes,
    settings: graph.settings,
    needs: mergeNeeds(
      reached.flatMap(({ node, kind, config }) => [
        ...(kind?.test ? [{ tests: [node.id] }] : []),
        ...conditionsIn(config).map(({ condition }) => needsOfCondition(condition)),
        kind?.needs?.(config) ?? {},
      ]),
    ),
  };
}

function planNode(
  { node, kind, config, ports, out, label }: SheetNode,
  positions: ReadonlyMap<string, number>,
): PlanNode {
  return {
    id: node.id,
    kind: node.kind,
    version: kind ? currentVersion(kind) : 0,
    name: label,
    config: plain(config),
    ports: Object.fromEntries(
      ports.map((port) => [port.id, positions.get(out.get(port.id)?.[0]?.to ?? '') ?? -1]),
    ),
  };
}

/** The value as it is read back from the database, so that a compiled plan equals the same plan loaded. */
function plain(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}

/** The text whose SHA-256 names a plan. The code that stores the plan computes it. */
export function planText(plan: Plan): string {
  return canonicalJson(plan);
}

/** An event as a marketer says it: "Abandoned cart". A custom event is called by its name. */
export function eventLabel(type: string): string {
  const known = eventType(type);
  if (known) return known.label;
  const words = type.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The label of an event inside a sentence: "abandoned cart". */
export function eventInSentence(type: string): string {
  const label = eventLabel(type);
  return label.charAt(0).toLowerCase() + label.slice(1);
}

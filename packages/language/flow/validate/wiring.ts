import type { Problem } from '../plan.ts';
import type { Fix } from '../graph-edit.ts';
import { sccsOf } from './cycles.ts';
import { addTrigger, closeWay, removeConnections, removeStep, removeSteps, waitBetween } from './fixes.ts';
import type { Sheet, SheetNode } from './sheet.ts';

type Report = (problem: Problem) => void;
const error = (node: string | null, code: string, sentence: string, fix?: Fix): Problem => ({
  severity: 'error',
  node,
  code,
  sentence,
  field: null,
  fix,
});

/** Reports duplicate ids, and edges whose start or end does not exist. */
export function checkIds({ graph, nodes }: Sheet, report: Report): void {
  const seen = new Set<string>();
  for (const { id } of graph.nodes) {
    if (seen.has(id))
      report(error(id, 'id-twice', `Two steps have the same id "${id}". Remove one of them.`));
    seen.add(id);
  }
  const edges = new Set<string>();
  for (const edge of graph.edges) {
    if (edges.has(edge.id))
      report(
        error(
          nodes.has(edge.from) ? edge.from : null,
          'edge-id-twice',
          `Two connections have the same id "${edge.id}". Draw one of them again.`,
        ),
      );
    edges.add(edge.id);
    const fix = removeConnections([edge]);
    if (!nodes.has(edge.from))
      report(
        error(
          nodes.has(edge.to) ? edge.to : null,
          'edge-dangling',
          'A connection starts at a step that does not exist. Remove it.',
          fix,
        ),
      );
    else if (!nodes.has(edge.to))
      report(
        error(
          edge.from,
          'edge-dangling',
          'A connection leads to a step that does not exist. Connect it again.',
          fix,
        ),
      );
  }
}

/** Reports a graph without exactly one trigger, and edges into a trigger. */
export function checkTriggers({ graph, kinds, triggers, nodes }: Sheet, report: Report): void {
  if (triggers.length === 0)
    report(
      error(
        null,
        'no-trigger',
        'The flow has no trigger, so nobody can enter. Add one.',
        addTrigger(kinds, graph),
      ),
    );
  for (const extra of triggers.slice(1))
    report(
      error(
        extra.node.id,
        'several-triggers',
        'The flow has more than one trigger. Keep one, and make a separate flow for the other.',
        removeStep(extra.node.id),
      ),
    );
  for (const edge of graph.edges) {
    if (nodes.get(edge.to)?.kind?.trigger)
      report(
        error(
          edge.to,
          'edge-into-trigger',
          'A connection leads back into the trigger. Lead it to a step after it.',
          // For a second trigger, the fix is to remove the whole step.
          edge.to === triggers[0]?.node.id ? removeConnections([edge]) : undefined,
        ),
      );
  }
}

/** Reports ports that lead nowhere or to two steps, and edges from ports that the step does not have. */
export function checkPorts(sheet: Sheet, reached: ReadonlySet<string>, report: Report): void {
  const { nodes } = sheet;
  for (const { node, kind, ports, out } of nodes.values()) {
    if (kind === null) continue;
    for (const port of ports) {
      const edges = out.get(port.id)?.length ?? 0;
      if (edges === 0 && !port.optional)
        report(
          error(
            node.id,
            'port-unwired',
            `"${port.label}" leads nowhere. Connect it to a step, or to an end.`,
            // An end would not help a step that nobody reaches.
            reached.has(node.id) ? closeWay(sheet, node.id, port.id) : undefined,
          ),
        );
      if (edges > 1)
        report(
          error(
            node.id,
            'port-wired-twice',
            `"${port.label}" leads to ${edges} steps. A person can only go to one.`,
          ),
        );
    }
    for (const [port, edges] of out) {
      if (ports.some((known) => known.id === port)) continue;
      const sentence = `A connection starts at the branch "${port}", which this step does not have. Connect it again.`;
      report(error(node.id, 'port-unknown', sentence, removeConnections(edges)));
    }
  }
}

/** Nodes reachable from the trigger, nearest first. */
export function reachable({ nodes, triggers }: Sheet): readonly SheetNode[] {
  const first = triggers[0];
  if (!first) return [];
  const order: SheetNode[] = [first];
  const seen = new Set([first.node.id]);
  for (let index = 0; index < order.length; index += 1) {
    for (const edges of waysOut(order[index]!)) {
      const target = nodes.get(edges);
      if (target && !seen.has(edges)) {
        seen.add(edges);
        order.push(target);
      }
    }
  }
  return order;
}

/**
 * Ids of the nodes that a node's ports lead to, in the order of the ports. Edges from unknown ports are left
 * out.
 */
export function waysOut({ ports, out }: SheetNode): readonly string[] {
  return ports.flatMap(
    (port) =>
      out
        .get(port.id)
        ?.slice(0, 1)
        .map((edge) => edge.to) ?? [],
  );
}

export function checkReach(sheet: Sheet, reached: ReadonlySet<string>, report: Report): void {
  if (sheet.triggers.length === 0) return;
  const led = new Set(sheet.graph.edges.flatMap((edge) => (sheet.nodes.has(edge.from) ? [edge.to] : [])));
  for (const entry of sheet.nodes.values()) {
    const { node, kind } = entry;
    if (reached.has(node.id) || kind?.trigger) continue;
    // The fix at the first step of an unconnected part removes all of it. In the middle, that would cut the
    // part in two.
    const fix = led.has(node.id) ? undefined : removeSteps(looseFrom(sheet, entry, reached));
    report(error(node.id, 'unreachable', 'Nobody can reach this step. Connect it, or remove it.', fix));
  }
}

/** The steps of an unconnected part that can only be reached from its first step. */
function looseFrom(
  { nodes, graph }: Sheet,
  start: SheetNode,
  reached: ReadonlySet<string>,
): readonly string[] {
  const own = new Set([start.node.id]);
  for (let grown = true; grown;) {
    grown = false;
    for (const id of nodes.keys()) {
      const into = graph.edges.filter((edge) => edge.to === id && nodes.has(edge.from));
      if (own.has(id) || reached.has(id) || into.length === 0 || !into.every((edge) => own.has(edge.from)))
        continue;
      own.add(id);
      grown = true;
    }
  }
  return [...own];
}

/** Loops in which no step takes time. */
export function instantLoops({ nodes }: Sheet): readonly (readonly string[])[] {
  const instant = new Map<string, readonly string[]>();
  for (const entry of nodes.values()) if (!takesTime(entry)) instant.set(entry.node.id, waysOut(entry));
  return sccsOf(instant);
}

/** Reports loops in which no step takes time: a person would go round forever in an instant. */
export function checkLoops(sheet: Sheet, reached: ReadonlySet<string>, report: Report): void {
  const { graph, kinds } = sheet;
  for (const loop of instantLoops(sheet)) {
    const names = loop.length > 1 ? ` (${loop.length} steps)` : '';
    const sentence = `The flow leads from this step back to it without a wait${names}. Put a wait into the loop.`;
    report(
      error(
        loop[0]!,
        'loop-without-wait',
        sentence,
        reached.has(loop[0]!) ? waitBetween(kinds, graph, loop) : undefined,
      ),
    );
  }
}

function takesTime({ kind, config, written }: SheetNode): boolean {
  return kind?.takesTime?.((config ?? written) as Record<string, unknown>) ?? false;
}

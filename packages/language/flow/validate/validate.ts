import type { Graph } from '../graph.ts';
import type { Kinds } from '../kind.ts';
import type { Problem } from '../plan.ts';
import { conditionProblems } from './condition-problems.ts';
import { checkRounds } from './loops.ts';
import { checkSense, checkTrigger } from './purpose.ts';
import { layOut, type Sheet, type SheetNode } from './sheet.ts';
import { checkVariables } from './variables.ts';
import { checkIds, checkLoops, checkPorts, checkReach, checkTriggers, reachable } from './wiring.ts';

/**
 * Everything that is wrong with a graph, each with its node and a sentence. Errors stop publishing; warnings only speak.
 * Errors come first, then in the order of the nodes.
 */
export function validate(graph: Graph, kinds: Kinds): readonly Problem[] {
  return examine(graph, kinds).problems;
}

export interface Examined {
  readonly sheet: Sheet;
  /** From the trigger on, nearest first. */
  readonly reached: readonly SheetNode[];
  readonly problems: readonly Problem[];
}

/** `validate` together with what it worked out, for `compile`. */
export function examine(graph: Graph, kinds: Kinds): Examined {
  const sheet = layOut(graph, kinds);
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  checkIds(sheet, report);
  checkTriggers(sheet, report);
  for (const entry of sheet.nodes.values()) {
    const own = [...entry.problems, ...checksOf(entry, graph), ...conditionProblems(entry.config)];
    for (const problem of own) report({ ...problem, node: entry.node.id });
  }
  checkPorts(sheet, report);
  const reached = reachable(sheet);
  checkReach(sheet, new Set(reached.map(({ node }) => node.id)), report);
  checkLoops(sheet, report);
  checkRounds(sheet, reached, report);
  checkTrigger(sheet, report);
  checkVariables(sheet, reached, report);
  checkSense(sheet, reached, report);
  return { sheet, reached, problems: inOrder(problems, graph) };
}

function checksOf({ kind, config, node }: SheetNode, graph: Graph): readonly Omit<Problem, 'node'>[] {
  return config === null || !kind?.check ? [] : kind.check(config, node, graph);
}

function inOrder(problems: readonly Problem[], graph: Graph): readonly Problem[] {
  const positions = new Map(graph.nodes.map((node, index) => [node.id, index]));
  const place = ({ node }: Problem) => (node === null ? -1 : (positions.get(node) ?? -1));
  return problems.toSorted((left, right) =>
    left.severity === right.severity ? place(left) - place(right) : left.severity === 'error' ? -1 : 1,
  );
}

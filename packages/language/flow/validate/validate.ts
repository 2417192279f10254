import { factsOf } from '../fact-fields.ts';
import type { Graph } from '../graph.ts';
import type { Kinds } from '../kind.ts';
import type { Problem } from '../plan.ts';
import { conditionProblems } from './condition-problems.ts';
import { checkRounds } from './loops.ts';
import { checkPeople, checkSense, checkSubjects, checkTrigger } from './purpose.ts';
import { layOut, type Sheet, type SheetNode } from './sheet.ts';
import { checkVariables } from './variables.ts';
import { checkIds, checkLoops, checkPorts, checkReach, checkTriggers, reachable } from './wiring.ts';

/**
 * All problems of a graph, each with its node and a sentence. Errors stop publishing; warnings do not. Errors
 * come first; otherwise problems are in the order of the nodes.
 */
export function validate(graph: Graph, kinds: Kinds): readonly Problem[] {
  return examine(graph, kinds).problems;
}

export interface Examined {
  readonly sheet: Sheet;
  /** Nodes reachable from the trigger, nearest first. */
  readonly reached: readonly SheetNode[];
  readonly problems: readonly Problem[];
}

/** `validate`, with the intermediate results that `compile` needs. */
export function examine(graph: Graph, kinds: Kinds): Examined {
  const sheet = layOut(graph, kinds);
  const problems: Problem[] = [];
  const report = (problem: Problem) => void problems.push(problem);
  checkIds(sheet, report);
  checkTriggers(sheet, report);
  const facts = factsOf(kinds);
  for (const entry of sheet.nodes.values()) {
    const own = [...entry.problems, ...checksOf(entry, graph), ...conditionProblems(entry.config, facts)];
    for (const problem of own) report({ ...problem, node: entry.node.id });
  }
  const reached = reachable(sheet);
  const reachedIds = new Set(reached.map(({ node }) => node.id));
  checkPorts(sheet, reachedIds, report);
  checkReach(sheet, reachedIds, report);
  checkLoops(sheet, reachedIds, report);
  checkRounds(sheet, reached, report);
  checkTrigger(sheet, report);
  checkPeople(sheet, reached, report);
  checkSubjects(sheet, reached, report);
  checkVariables(sheet, reached, report);
  checkSense(sheet, reached, report);
  return { sheet, reached, problems: inOrder(problems, graph) };
}

function checksOf({ kind, config, node }: SheetNode, graph: Graph): readonly Omit<Problem, 'node'>[] {
  return config === null || !kind?.check ? [] : kind.check(config, node, graph);
}

/** Sorts errors first, then by the order of the nodes, and drops repeats. */
export function inOrder(all: readonly Problem[], graph: Graph): readonly Problem[] {
  const problems = withoutRepeats(all);
  const positions = new Map(graph.nodes.map((node, index) => [node.id, index]));
  const place = ({ node }: Problem) => (node === null ? -1 : (positions.get(node) ?? -1));
  return problems.toSorted((left, right) =>
    left.severity === right.severity ? place(left) - place(right) : left.severity === 'error' ? -1 : 1,
  );
}

/**
 * Keeps one of several equal problems, the one with a fix if any has one. Problems with different fixes all
 * stay.
 */
function withoutRepeats(problems: readonly Problem[]): readonly Problem[] {
  const said = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = `${problem.severity}\n${problem.node ?? ''}\n${problem.field ?? ''}\n${problem.sentence}`;
    const same = said.get(key) ?? [];
    const silent = same.findIndex((other) => other.fix === undefined);
    if (
      problem.fix === undefined
        ? same.length > 0
        : same.some((other) => JSON.stringify(other.fix) === JSON.stringify(problem.fix))
    )
      continue;
    if (silent >= 0) same.splice(silent, 1, problem);
    else same.push(problem);
    said.set(key, same);
  }
  return [...said.values()].flat();
}

import { conditionsIn, leavesOf } from '../needs.ts';
import type { Problem } from '../plan.ts';
import type { Sheet, SheetNode } from './sheet.ts';
import { waysOut } from './wiring.ts';

/**
 * Warns of variables, such as decisions and codes, that a node uses and people can reach before they are set.
 */
export function checkVariables(
  sheet: Sheet,
  reached: readonly SheetNode[],
  report: (problem: Problem) => void,
): void {
  const users = new Map<string, Set<string>>();
  for (const entry of reached) {
    for (const name of usedBy(entry)) users.set(name, (users.get(name) ?? new Set()).add(entry.node.id));
  }
  for (const [name, nodes] of users) {
    const labels = reached.map((entry) => setBy(entry)[name]).filter((label) => label !== undefined);
    const [first = name] = labels;
    const label = typeof first === 'string' ? first : first.label;
    const early = reachedUnset(sheet, name);
    for (const node of nodes) {
      if (!early.has(node)) continue;
      const sentence =
        labels.length === 0
          ? `This step uses "${name}", but nothing in the flow decides it, so it will be empty.`
          : `This step uses "${label}", but people can come here before it is decided. Put the step that decides it earlier.`;
      report({ severity: 'warning', node, code: 'decision-undecided', sentence, field: null });
    }
  }
}

/** Names of the variables that a node reads, in its conditions and by itself. */
export function usedBy({ kind, config }: Pick<SheetNode, 'kind' | 'config'>): ReadonlySet<string> {
  const names = new Set<string>();
  if (kind === null || config === null) return names;
  for (const { condition } of conditionsIn(config)) {
    for (const leaf of leavesOf(condition)) {
      if ('fact' in leaf && leaf.fact.startsWith('decision.')) names.add(leaf.fact.split('.')[1] ?? '');
    }
  }
  for (const name of kind.uses?.(config) ?? []) names.add(name);
  return names;
}

/** Variables that a node sets, by its kind or by its config. */
export const setBy = ({ kind, written }: Pick<SheetNode, 'kind' | 'written'>) => ({
  ...kind?.sets,
  ...kind?.setsBy?.(written),
});

/** Nodes that can be reached from the trigger without passing one that sets the variable. */
function reachedUnset({ nodes, triggers }: Sheet, name: string): ReadonlySet<string> {
  const first = triggers[0];
  if (!first) return new Set();
  const seen = new Set([first.node.id]);
  const open = [first];
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    if (Object.hasOwn(setBy(entry), name)) continue;
    for (const id of waysOut(entry)) {
      const target = nodes.get(id);
      if (target && !seen.has(id)) {
        seen.add(id);
        open.push(target);
      }
    }
  }
  return seen;
}

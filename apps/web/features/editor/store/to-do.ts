import type { GraphNode, Kinds, Problem } from '@millrace/flow';
import { sameValue } from './document.ts';

/** Key of a field, for the set of visited fields. @param path dotted */
export const touchedKey = (node: string, path: string): string => `${node}\u0000${path}`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const valueAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}

/** Dotted paths of all values that differ in the second config. */
export function changedPaths(before: unknown, after: unknown, path = ''): readonly string[] {
  if (sameValue(before, after)) return [];
  if (!isRecord(before) || !isRecord(after) || Array.isArray(before) !== Array.isArray(after)) return [path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  // If the length of a list differs, only the list itself counts as changed, not its entries.
  if (Array.isArray(before) && before.length !== (after as unknown as readonly unknown[]).length)
    return [path];
  return [...keys].flatMap((key) =>
    changedPaths(before[key], after[key], path === '' ? key : `${path}.${key}`),
  );
}

export interface Handled {
  readonly touched: ReadonlySet<string>;
  /** Whether publishing was tried. From then on all problems are shown as errors. */
  readonly tried: boolean;
}

/** Problems of connections, which every new step has at first. */
const WIRING = new Set(['port-unwired', 'unreachable']);

/**
 * Whether a problem is only left to do: its field is empty or as it was when the step was added, was not visited, and
 * publishing was not tried. Such a problem is shown faintly, but prevents publishing like any other.
 */
export function isToDo(
  problem: Problem,
  nodes: Readonly<Record<string, GraphNode>>,
  kinds: Kinds,
  { touched, tried }: Handled,
): boolean {
  if (tried || problem.severity !== 'error') return false;
  const node = problem.node === null ? undefined : nodes[problem.node];
  if (!node) return problem.code === 'no-trigger';
  const { field } = problem;
  if (!field) return WIRING.has(problem.code);
  if (touched.has(touchedKey(node.id, field))) return false;
  const value = valueAt(node.config, field);
  return isBlank(value) || sameValue(value, valueAt(kinds[node.kind]?.initial, field));
}

/** How many problems are only left to do. */
export const toDoIn = (
  state: Handled & {
    readonly problems: readonly Problem[];
    readonly document: { readonly nodes: Readonly<Record<string, GraphNode>> };
  },
  kinds: Kinds,
): number => state.problems.filter((problem) => isToDo(problem, state.document.nodes, kinds, state)).length;

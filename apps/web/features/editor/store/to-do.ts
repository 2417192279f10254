import type { GraphNode, Kinds, Problem } from '@millrace/flow';
import { sameValue } from './document.ts';

/** Names a field of a step, for the fields somebody has been in. @param path dotted */
export const touchedKey = (node: string, path: string): string => `${node}\u0000${path}`;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const valueAt = (value: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);

function isBlank(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return Array.isArray(value) ? value.length === 0 : isRecord(value) && Object.keys(value).length === 0;
}

/** Dotted paths of every value that is otherwise in the second config. */
export function changedPaths(before: unknown, after: unknown, path = ''): readonly string[] {
  if (sameValue(before, after)) return [];
  if (!isRecord(before) || !isRecord(after) || Array.isArray(before) !== Array.isArray(after)) return [path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  // A list of another length is another list; what came or went in it was not filled in by that.
  if (Array.isArray(before) && before.length !== (after as unknown as readonly unknown[]).length)
    return [path];
  return [...keys].flatMap((key) =>
    changedPaths(before[key], after[key], path === '' ? key : `${path}.${key}`),
  );
}

export interface Handled {
  readonly touched: ReadonlySet<string>;
  /** Publishing was tried: from then on nothing is quiet. */
  readonly tried: boolean;
}

/** Problems of how steps hang together: they are so of every step that is just being placed. */
const WIRING = new Set(['port-unwired', 'unreachable']);

/**
 * Whether a problem is merely something left to do: its field is as it was when the step was added, or empty, nobody has
 * been in it, and publishing was not tried. Such a problem is told quietly; it stops publishing like any other.
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

/** How many problems are merely left to do. */
export const toDoIn = (
  state: Handled & {
    readonly problems: readonly Problem[];
    readonly document: { readonly nodes: Readonly<Record<string, GraphNode>> };
  },
  kinds: Kinds,
): number => state.problems.filter((problem) => isToDo(problem, state.document.nodes, kinds, state)).length;

import type { Command } from './commands.ts';

/** Nouns for the entries of lists in configs, by the name of the list. */
const ENTRIES: Readonly<Record<string, string>> = {
  blocks: 'block',
  paths: 'path',
  exits: 'exit',
  columns: 'column',
  all: 'condition',
  any: 'condition',
};

interface Shaped {
  readonly what: 'add' | 'delete' | 'move' | 'change';
  readonly entry: string;
}

/**
 * The structural difference of two values: a list entry that was added, removed or moved, or a part that was filled or
 * emptied. Null if only texts, numbers and choices differ, as while typing.
 */
export function shapeChange(before: unknown, after: unknown, name = ''): Shaped | null {
  if (Array.isArray(before) && Array.isArray(after)) {
    const entry = ENTRIES[name] ?? 'entry';
    if (before.length !== after.length)
      return { what: after.length < before.length ? 'delete' : 'add', entry };
    if (before.some((item, index) => !sameEntry(item, after[index]))) return { what: 'move', entry };
    return firstOf(before.map((item, index) => shapeChange(item, after[index])));
  }
  if (isRecord(before) && isRecord(after)) {
    const keys = Object.keys(before).filter((key) => isRecord(before[key]) || Array.isArray(before[key]));
    // A condition of another kind counts as a new one.
    if (keys.some((key) => !isRecord(after[key]) && !Array.isArray(after[key])))
      return { what: 'change', entry: 'settings' };
    const begun = Object.keys(after).find(
      (key) => Array.isArray(after[key]) && (after[key] as unknown[]).length > 0 && before[key] === undefined,
    );
    if (begun) return { what: 'add', entry: ENTRIES[begun] ?? 'entry' };
    return firstOf(keys.map((key) => shapeChange(before[key], after[key], key)));
  }
  return null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
/** Entries are the same if their ids are, or their types while one of them has no id yet. */
function sameEntry(before: unknown, after: unknown): boolean {
  if (!isRecord(before) || !isRecord(after)) return true;
  return before['id'] !== undefined && after['id'] !== undefined
    ? before['id'] === after['id']
    : before['type'] === after['type'];
}
const firstOf = (found: readonly (Shaped | null)[]): Shaped | null =>
  found.find((shaped) => shaped !== null) ?? null;

/**
 * Sets a step's config. `dropPorts` removes edges on ports that no longer exist. Typing in one field is undone at once; an
 * added, removed or moved block, path or condition is an edit of its own, named in its label.
 */
export function setConfig(
  id: string,
  config: Record<string, unknown>,
  field: string,
  dropPorts: readonly string[] = [],
  before?: unknown,
): Command {
  const shaped = shapeChange(before, config);
  return {
    label: !shaped || shaped.what === 'change' ? 'change settings' : `${shaped.what} ${shaped.entry}`,
    ...(shaped ? {} : { together: `config:${id}:${field}` }),
    recipe: (document) => {
      const node = document.nodes[id];
      if (!node) return;
      node.config = config;
      for (const edge of Object.values(document.edges)) {
        if (edge.from === id && dropPorts.includes(edge.port)) delete document.edges[edge.id];
      }
    },
  };
}

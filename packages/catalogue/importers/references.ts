import { own } from '@millrace/base';
import {
  conditionsIn,
  leavesOf,
  LISTS_FACT,
  SEGMENTS_FACT,
  valuesOf,
  type Graph,
  type GraphNode,
  type Kinds,
} from '@millrace/flow';

/** What a flow can name in its store. A secret is the value of a header that looks like one. */
export const THINGS = ['segment', 'list', 'flow', 'connection', 'member', 'secret'] as const;
export type Thing = (typeof THINGS)[number];

/** Something of its store that a flow names. */
export interface Reference {
  readonly thing: Thing;
  readonly id: string;
  /** As the step itself calls it; empty when it does not. */
  readonly called: string;
}

/** The fields of a step that hold the id of something, by the control that chooses it. */
const CONTROLS: Readonly<Record<string, Thing>> = {
  list: 'list',
  flow: 'flow',
  connection: 'connection',
  member: 'member',
};

/** Everything of its store that a flow names, each once. Secrets are not among them, because they have no id. */
export function referencesOf(graph: Graph, kinds: Kinds): readonly Reference[] {
  const found = new Map<string, Reference>();
  for (const reference of graph.nodes.flatMap((node) => [...inConditions(node), ...inFields(node, kinds)]))
    if (!found.has(reference.id)) found.set(reference.id, reference);
  return [...found.values()];
}

function inConditions(node: GraphNode): readonly Reference[] {
  return conditionsIn(node.config).flatMap(({ condition }) =>
    leavesOf(condition).flatMap((leaf) => {
      if (!('fact' in leaf) || (leaf.fact !== SEGMENTS_FACT && leaf.fact !== LISTS_FACT)) return [];
      return valuesOf(leaf)
        .map(String)
        .filter((id) => id !== '')
        .map((id) => ({ thing: 'segment' as const, id, called: own(leaf.called ?? {}, id) ?? '' }));
    }),
  );
}

function inFields(node: GraphNode, kinds: Kinds): readonly Reference[] {
  return Object.entries(controlsOf(node, kinds)).flatMap(([field, control]) => {
    const thing = own(CONTROLS, control);
    const { id, called } = chosenIn(node.config[field]);
    return thing && id !== '' ? [{ thing, id, called }] : [];
  });
}

/** The control of each setting of a step, by the name of the setting. */
export function controlsOf(node: GraphNode, kinds: Kinds): Readonly<Record<string, string>> {
  const shape = (own(kinds, node.kind)?.config as { shape?: Record<string, Described> } | undefined)?.shape;
  return Object.fromEntries(
    Object.entries(shape ?? {}).flatMap(([field, schema]) => {
      const control = schema.meta()?.['control'];
      return typeof control === 'string' ? [[field, control]] : [];
    }),
  );
}

interface Described {
  meta(): Readonly<Record<string, unknown>> | undefined;
}

/** Fields hold an id, or an id with its name. */
function chosenIn(value: unknown): { readonly id: string; readonly called: string } {
  if (typeof value === 'string') return { id: value, called: '' };
  const { id, name } = (value ?? {}) as { id?: unknown; name?: unknown };
  return { id: typeof id === 'string' ? id : '', called: typeof name === 'string' ? name : '' };
}

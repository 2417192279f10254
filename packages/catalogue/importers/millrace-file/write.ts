import type { Graph, GraphNode, Kinds } from '@millrace/flow';
import type { NamedThing } from '../importer.ts';
import { controlsOf, referencesOf, type Reference } from '../references.ts';
import { replaceTexts } from '../replace.ts';
import { SECRET_NAME } from '../secret-names.ts';
import { FORMAT, FORMAT_VERSION, type FlowFile } from './format.ts';

/** How something is called in its store. */
export interface Called {
  readonly name: string;
  readonly connector?: string | undefined;
}

interface Written {
  readonly name: string;
  readonly graph: Graph;
}

/**
 * A flow as a file. Nothing in it belongs to the store: what the flow names there has its name and no id, people of the
 * team are left out, and values of headers that look like secrets are too.
 * @param nameOf how something is called now; null when it no longer exists
 */
export function writeFlowFile(
  { name, graph }: Written,
  kinds: Kinds,
  nameOf: (reference: Reference) => Called | null,
): FlowFile {
  const counts = new Map<string, number>();
  const keyOf = (thing: string) => {
    const number = (counts.get(thing) ?? 0) + 1;
    counts.set(thing, number);
    return `ref:${thing}-${number}`;
  };
  const named: NamedThing[] = [];
  const keys = new Map<string, string>();
  for (const reference of referencesOf(graph, kinds)) {
    const { thing, id, called } = reference;
    const key = keyOf(thing);
    keys.set(id, key);
    named.push({
      key,
      thing,
      ...(thing === 'member' ? { name: '' } : (nameOf(reference) ?? { name: called })),
    });
  }
  const withoutSecrets = (node: GraphNode): GraphNode => ({
    ...node,
    config: Object.fromEntries(
      Object.entries(node.config).map(([field, value]) => [
        field,
        controlsOf(node, kinds)[field] === 'headers' && Array.isArray(value)
          ? value.map((header: unknown) => {
              if (!isSecret(header)) return header;
              const key = keyOf('secret');
              named.push({ key, thing: 'secret', name: header.name });
              return { ...header, value: key };
            })
          : value,
      ]),
    ),
  });
  const { owner: _, ...settings } = graph.settings;
  return {
    format: FORMAT,
    version: FORMAT_VERSION,
    name,
    named: named as FlowFile['named'],
    graph: {
      ...graph,
      settings,
      nodes: graph.nodes.map(withoutSecrets).map(({ config, ...node }) => ({
        ...node,
        config: withoutResolved(replaceTexts(config, keys)),
      })),
    },
  };
}

function isSecret(header: unknown): header is { name: string; value: string } {
  const { name, value } = (header ?? {}) as { name?: unknown; value?: unknown };
  return typeof name === 'string' && typeof value === 'string' && value !== '' && SECRET_NAME.test(name);
}

/** The conditions of saved segments belong to the store. */
function withoutResolved(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutResolved);
  const isComparison = 'fact' in value && 'operator' in value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, entry]) =>
      isComparison && name === 'resolved' ? [] : [[name, withoutResolved(entry)]],
    ),
  );
}

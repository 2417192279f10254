import { own } from '@millrace/base';
import type { Graph } from './graph.ts';
import type { Kinds, NodeKind } from './kind.ts';

/** The current version of a kind's config; 0 when it never changed. */
export function currentVersion(kind: NodeKind): number {
  return Math.max(0, ...Object.values(kind.versions));
}

/**
 * Migrates a stored config through every named version after its own. A config of a newer version stays as it
 * is.
 */
export function bringUp(
  kind: NodeKind,
  version: number,
  config: Record<string, unknown>,
): { readonly config: Record<string, unknown>; readonly changed: boolean } {
  const later = Object.entries(kind.versions)
    .filter(([, number]) => number > version)
    .sort(([, left], [, right]) => left - right);
  let current = config;
  for (const [name] of later) current = kind.migrate?.[name]?.(current) ?? current;
  return { config: current, changed: later.length > 0 };
}

/**
 * A graph whose steps have the configs of the current versions of their kinds, as the editor shows them and
 * saves them again. The same graph when nothing had to be migrated.
 */
export function bringUpGraph(graph: Graph, kinds: Kinds): Graph {
  const nodes = graph.nodes.map((node) => {
    const kind = own(kinds, node.kind);
    if (!kind || node.version >= currentVersion(kind)) return node;
    return {
      ...node,
      version: currentVersion(kind),
      config: bringUp(kind, node.version, node.config).config,
    };
  });
  return nodes.every((node, index) => node === graph.nodes[index]) ? graph : { ...graph, nodes };
}

import { own } from '@millrace/base';
import { bringUp, currentVersion } from '../kind-versions.ts';
import type { Graph, GraphEdge, GraphNode } from '../graph.ts';
import type { Kinds, NodeKind, Port } from '../kind.ts';
import type { Problem } from '../plan.ts';
import { removeStep } from './fixes.ts';
import { sentencesOf } from './config-sentences.ts';

/** A node prepared for the checks: its kind, its config migrated and parsed, its ports and connections. */
export interface SheetNode {
  readonly node: GraphNode;
  readonly kind: NodeKind | null;
  /** Config migrated to the current version but not parsed; for ports and sentences. */
  readonly written: Record<string, unknown>;
  /** Config parsed by the kind's schema; null when it does not fit. */
  readonly config: unknown;
  readonly problems: readonly Omit<Problem, 'node'>[];
  readonly ports: readonly Port[];

  /** Connections by the port they leave from. */
  readonly out: Map<string, GraphEdge[]>;
  readonly label: string;
}

/** A graph indexed once, so that no check has to search it. */
export interface Sheet {
  readonly graph: Graph;
  readonly kinds: Kinds;
  readonly nodes: ReadonlyMap<string, SheetNode>;
  readonly triggers: readonly SheetNode[];
}

export function kindOf(kinds: Kinds, name: string): NodeKind | null {
  return own(kinds, name) ?? null;
}

export function layOut(graph: Graph, kinds: Kinds): Sheet {
  const nodes = new Map<string, SheetNode>();
  for (const node of graph.nodes)
    if (!nodes.has(node.id)) nodes.set(node.id, sheetNode(node, kindOf(kinds, node.kind)));
  for (const edge of graph.edges) {
    const out = nodes.get(edge.from)?.out;
    if (!out || !nodes.has(edge.to)) continue;
    const same = out.get(edge.port);
    if (same) same.push(edge);
    else out.set(edge.port, [edge]);
  }
  return { graph, kinds, nodes, triggers: [...nodes.values()].filter((entry) => entry.kind?.trigger) };
}

function sheetNode(node: GraphNode, kind: NodeKind | null): SheetNode {
  if (kind === null) {
    const problem = {
      severity: 'error' as const,
      code: 'kind-unknown',
      sentence: `Millrace has no step called "${node.kind}". Remove it, or update Millrace.`,
      field: null,
      fix: removeStep(node.id),
    };
    return {
      node,
      kind,
      written: node.config,
      config: null,
      problems: [problem],
      ports: [],
      out: new Map(),
      label: node.name ?? node.kind,
    };
  }
  const problems: Omit<Problem, 'node'>[] = [];
  if (node.version > currentVersion(kind)) {
    problems.push({
      severity: 'error',
      code: 'kind-too-new',
      sentence: `This step was made with a newer Millrace (version ${node.version}). Update Millrace.`,
      field: null,
    });
  }
  const written = bringUp(kind, node.version, node.config).config;
  const parsed = kind.config.safeParse(written);
  if (!parsed.success) {
    for (const { field, sentence } of sentencesOf(kind.config, parsed.error))
      problems.push({ severity: 'error', code: 'config-invalid', sentence, field });
  }
  return {
    node,
    kind,
    written,
    config: parsed.success ? parsed.data : null,
    problems,
    ports: kind.ports(written),
    out: new Map(),
    label: node.name ?? kind.sentence(written),
  };
}

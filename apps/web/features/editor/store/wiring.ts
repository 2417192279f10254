import type { GraphEdge, Kinds, Port } from '@millrace/flow';
import type { FlowDocument } from './document.ts';

/** Edges out of and into every node, for fast lookup. */
export interface Wiring {
  readonly out: ReadonlyMap<string, readonly GraphEdge[]>;
  readonly into: ReadonlyMap<string, readonly GraphEdge[]>;
}

const wirings = new WeakMap<FlowDocument['edges'], Wiring>();

export function wiringOf(document: Pick<FlowDocument, 'edges'>): Wiring {
  const known = wirings.get(document.edges);
  if (known) return known;
  const out = new Map<string, GraphEdge[]>();
  const into = new Map<string, GraphEdge[]>();
  const push = (map: Map<string, GraphEdge[]>, key: string, edge: GraphEdge) => {
    const list = map.get(key);
    if (list) list.push(edge);
    else map.set(key, [edge]);
  };
  for (const edge of Object.values(document.edges)) {
    push(out, edge.from, edge);
    push(into, edge.to, edge);
  }
  const wiring = { out, into };
  wirings.set(document.edges, wiring);
  return wiring;
}

/** Ports by config. Configs are immutable, so each is computed once. */
const knownPorts = new WeakMap<object, { readonly kind: unknown; readonly ports: readonly Port[] }>();

/** The ports of a node by its kind. A node of an unknown kind has the ports of its edges. */
export function portsOf(document: FlowDocument, kinds: Kinds, nodeId: string): readonly Port[] {
  const node = document.nodes[nodeId];
  if (!node) return [];
  const kind = kinds[node.kind];
  if (kind) {
    const known = knownPorts.get(node.config);
    if (known?.kind === kind) return known.ports;
    const ports = kind.ports(node.config);
    knownPorts.set(node.config, { kind, ports });
    return ports;
  }
  return (wiringOf(document).out.get(nodeId) ?? []).map((edge) => ({ id: edge.port, label: edge.port }));
}

export function edgeAt(document: FlowDocument, nodeId: string, port: string): GraphEdge | undefined {
  return wiringOf(document)
    .out.get(nodeId)
    ?.find((edge) => edge.port === port);
}

/** A port with the step it leads to. Ports come in order; edges on ports that no longer exist come last. */
export interface WayOut {
  readonly port: Port;
  readonly edge: GraphEdge | undefined;
  /** Whether the node no longer has this port, such as after a path was removed. */
  readonly stale: boolean;
}

export function waysOut(document: FlowDocument, kinds: Kinds, nodeId: string): readonly WayOut[] {
  const ports = portsOf(document, kinds, nodeId);
  const edges = wiringOf(document).out.get(nodeId) ?? [];
  const known = new Set(ports.map((port) => port.id));
  return [
    ...ports.map((port) => ({ port, edge: edges.find((edge) => edge.port === port.id), stale: false })),
    ...edges
      .filter((edge) => !known.has(edge.port))
      .map((edge) => ({ port: { id: edge.port, label: edge.port }, edge, stale: true })),
  ];
}

/**
 * The ways to show. The first always is, even if it is optional, since it is where the flow would go on. Other optional
 * ones only if they are connected.
 */
export function shownWays(ways: readonly WayOut[]): readonly WayOut[] {
  return ways.filter((way, index) => way.edge || index === 0 || !way.port.optional);
}

/** The default port for a new step: the first open one that is shown, otherwise the first. */
export function mainPort(document: FlowDocument, kinds: Kinds, nodeId: string): string | undefined {
  const ways = waysOut(document, kinds, nodeId).filter((way) => !way.stale);
  return (shownWays(ways).find((way) => !way.edge) ?? ways[0])?.port.id;
}

/** The open ports at which the flow can continue. */
export function openPorts(document: FlowDocument, kinds: Kinds, nodeId: string): readonly string[] {
  return shownWays(waysOut(document, kinds, nodeId)).flatMap((way) =>
    way.edge || way.stale ? [] : [way.port.id],
  );
}

/** The first open port at which the flow can continue, if any. */
export function openPort(document: FlowDocument, kinds: Kinds, nodeId: string): string | undefined {
  return openPorts(document, kinds, nodeId)[0];
}

/** The roots: triggers, then steps without incoming edges. */
export function rootsOf(document: FlowDocument, kinds: Kinds): readonly string[] {
  const { into } = wiringOf(document);
  const roots = Object.values(document.nodes).filter((node) => !into.has(node.id));
  const isTrigger = (kind: string) => kinds[kind]?.family === 'trigger';
  return roots
    .sort((left, right) => Number(isTrigger(right.kind)) - Number(isTrigger(left.kind)))
    .map((node) => node.id);
}

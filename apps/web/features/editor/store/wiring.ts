import type { GraphEdge, Kinds, Port } from '@millrace/flow';
import type { FlowDocument } from './document.ts';

/** Ways out and in of every node, looked up once for a whole pass. */
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

/** Configs never change in place, so what a kind says of one is asked once. */
const knownPorts = new WeakMap<object, { readonly kind: unknown; readonly ports: readonly Port[] }>();

/** Ports of a node as its kind says; a kind that is not known here keeps the ports it is wired by. */
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

/** Where each port leads, in the order of the ports; edges on ports the kind no longer has come last. */
export interface WayOut {
  readonly port: Port;
  readonly edge: GraphEdge | undefined;
  /** The node no longer has this port, usually after a path was taken away. */
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
 * Ways that are drawn and told. The first is always: even where people may end quietly, it is where one would go on.
 * Further optional ones only when they lead somewhere.
 */
export function shownWays(ways: readonly WayOut[]): readonly WayOut[] {
  return ways.filter((way, index) => way.edge || index === 0 || !way.port.optional);
}

/** The way a new step goes when nothing else is said: the first open one that is shown, else the first. */
export function mainPort(document: FlowDocument, kinds: Kinds, nodeId: string): string | undefined {
  const ways = waysOut(document, kinds, nodeId).filter((way) => !way.stale);
  return (shownWays(ways).find((way) => !way.edge) ?? ways[0])?.port.id;
}

/** The open ways on which the flow can go on. */
export function openPorts(document: FlowDocument, kinds: Kinds, nodeId: string): readonly string[] {
  return shownWays(waysOut(document, kinds, nodeId)).flatMap((way) =>
    way.edge || way.stale ? [] : [way.port.id],
  );
}

/** An open way on which the flow can go on, if there is one. */
export function openPort(document: FlowDocument, kinds: Kinds, nodeId: string): string | undefined {
  return openPorts(document, kinds, nodeId)[0];
}

/** Where people come in: triggers, then whatever nothing leads to. */
export function rootsOf(document: FlowDocument, kinds: Kinds): readonly string[] {
  const { into } = wiringOf(document);
  const roots = Object.values(document.nodes).filter((node) => !into.has(node.id));
  const isTrigger = (kind: string) => kinds[kind]?.family === 'trigger';
  return roots
    .sort((left, right) => Number(isTrigger(right.kind)) - Number(isTrigger(left.kind)))
    .map((node) => node.id);
}

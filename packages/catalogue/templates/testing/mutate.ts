import fc from 'fast-check';
import { parseGraph, type Graph, type GraphNode } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { TEMPLATES } from '../kinds.ts';

/** Random edits of a graph, good or bad. */
type Change = (graph: Graph, pick: (count: number) => number) => Graph;

const TEXTS = [
  '',
  'Your cart is kept',
  'Hi {{ customer.firstName }}',
  'Hi {{ customer.firstName | default: "there" }}',
  'Hi {{ customer.fristName }}',
  'Hi {{ customer.firstName',
  '{% if cart.total %}open',
  '{{ nothing.of.this }}',
];
const at = <Item>(list: readonly Item[], index: number): Item | undefined => list[index];
const change = (graph: Graph, id: string, config: Record<string, unknown>): Graph => ({
  ...graph,
  nodes: graph.nodes.map((node) => (node.id === id ? { ...node, config } : node)),
});

/** Puts a text into some field of a message's content. */
function rewrite(graph: Graph, node: GraphNode, text: string, pick: (count: number) => number): Graph {
  const content = node.config['content'] as Record<string, unknown> | undefined;
  if (!content) return graph;
  const blocks = content['blocks'] as Record<string, unknown>[] | undefined;
  const places = blocks ? ['subject', 'preheader', ...blocks.map((_, index) => `blocks.${index}`)] : ['text'];
  const place = at(places, pick(places.length)) ?? 'text';
  const index = Number(place.split('.')[1]);
  const next = Number.isInteger(index)
    ? {
        ...content,
        blocks: blocks?.map((block, other) =>
          other === index && 'text' in block ? { ...block, text } : block,
        ),
      }
    : { ...content, [place]: text };
  return change(graph, node.id, { ...node.config, content: next });
}

const CHANGES: readonly Change[] = [
  (graph, pick) => {
    const gone = at(graph.nodes, pick(graph.nodes.length));
    return gone ? { ...graph, nodes: graph.nodes.filter((node) => node !== gone) } : graph;
  },
  (graph, pick) => {
    const gone = at(graph.nodes, pick(graph.nodes.length));
    if (!gone) return graph;
    const edges = graph.edges.filter((edge) => edge.from !== gone.id && edge.to !== gone.id);
    return { ...graph, nodes: graph.nodes.filter((node) => node !== gone), edges };
  },
  (graph, pick) => {
    const gone = pick(graph.edges.length);
    return { ...graph, edges: graph.edges.filter((_, index) => index !== gone) };
  },
  (graph, pick) => {
    const [moved, to] = [pick(graph.edges.length), at(graph.nodes, pick(graph.nodes.length))];
    return to
      ? {
          ...graph,
          edges: graph.edges.map((edge, index) => (index === moved ? { ...edge, to: to.id } : edge)),
        }
      : graph;
  },
  (graph, pick) => {
    const kind = at(Object.values(kinds), pick(Object.keys(kinds).length))!;
    const id = `new-${graph.nodes.length}`;
    const node = {
      id,
      kind: kind.kind,
      version: Math.max(0, ...Object.values(kind.versions)),
      config: { ...kind.initial },
    };
    const edge = at(graph.edges, pick(graph.edges.length));
    if (!edge) return { ...graph, nodes: [...graph.nodes, node as GraphNode] };
    const port = kind.ports(node.config)[0]?.id;
    return {
      ...graph,
      nodes: [...graph.nodes, node as GraphNode],
      edges: [
        ...graph.edges.map((other) => (other === edge ? { ...edge, to: id } : other)),
        ...(port ? [{ id: `edge-${id}`, from: id, port, to: edge.to }] : []),
      ],
    };
  },
  (graph, pick) => {
    const messages = graph.nodes.filter((node) => node.config['content']);
    const node = at(messages, pick(messages.length));
    return node ? rewrite(graph, node, at(TEXTS, pick(TEXTS.length))!, pick) : graph;
  },
  (graph, pick) => {
    const trigger = graph.nodes.find((node) => kinds[node.kind]?.trigger);
    if (!trigger) return graph;
    const events = ['order-placed', 'cart-abandoned', 'product-viewed', 'product-created', 'made-a-wish', ''];
    const keys = ['customer', 'cart', 'order', 'product'];
    const exits = [
      [],
      [{ event: 'order-placed', match: 'cart' }],
      [{ event: 'customer-unsubscribed', match: 'order' }],
    ];
    return change(graph, trigger.id, {
      ...trigger.config,
      event: at(events, pick(events.length)),
      key: at(keys, pick(keys.length)),
      exits: at(exits, pick(exits.length)),
    });
  },
  (graph, pick) => ({ ...graph, settings: { ...graph.settings, holdout: at([0, 0.1, 0.5], pick(3))! } }),
  (graph, pick) => ({
    ...graph,
    subject: at(['customer', 'cart', 'order', 'product', 'store'] as const, pick(5))!,
  }),
  (graph, pick) => {
    const node = at(graph.nodes, pick(graph.nodes.length));
    return node ? change(graph, node.id, { ...kinds[node.kind]?.initial }) : graph;
  },
];

/** A template of the gallery after up to `most` random changes; it may be unfinished. */
export const arbitraryDraft = (most = 4): fc.Arbitrary<Graph> =>
  fc
    .record({
      template: fc.constantFrom(...TEMPLATES),
      changes: fc.array(
        fc.record({
          which: fc.nat(CHANGES.length - 1),
          picks: fc.array(fc.nat(1_000), { minLength: 6, maxLength: 6 }),
        }),
        {
          maxLength: most,
        },
      ),
    })
    .map(({ template, changes }) =>
      changes.reduce((graph, { which, picks }) => {
        let used = 0;
        return CHANGES[which]!(graph, (count) =>
          count === 0 ? 0 : picks[(used += 1) % picks.length]! % count,
        );
      }, parseGraph(template.graph)),
    );

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutFlow, SPACING, type LayoutEdge, type LayoutNode } from './layout.ts';

const card = (id: string, height = 96): LayoutNode => ({ id, width: 264, height });
const edge = (from: string, to: string, port = 'next'): LayoutEdge => ({
  id: `${from}.${port}.${to}`,
  from,
  to,
});

/** Any graph: loops, rings, several roots, nodes without an incoming edge. */
const anyGraph = fc.integer({ min: 1, max: 40 }).chain((count) =>
  fc.record({
    nodes: fc.array(fc.integer({ min: 40, max: 200 }), { minLength: count, maxLength: count }),
    edges: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: count * 2 }),
  }),
);
const build = ({ nodes, edges }: { nodes: number[]; edges: [number, number][] }) => ({
  nodes: nodes.map((height, index) => card(`n${index}`, height)),
  edges: edges.map(([from, to], index) => edge(`n${from}`, `n${to}`, String(index))),
});

const overlap = (left: { x: number; y: number; width: number; height: number }, right: typeof left) =>
  left.x < right.x + right.width &&
  right.x < left.x + left.width &&
  left.y < right.y + right.height &&
  right.y < left.y + left.height;

describe('automatic layout', () => {
  it('places every step of any graph and no two of them overlap', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { nodes, edges } = build(graph);
        const placed = [...layOutFlow(nodes, edges).nodes.entries()];
        expect(placed).toHaveLength(nodes.length);
        for (let one = 0; one < placed.length; one += 1) {
          for (let two = one + 1; two < placed.length; two += 1) {
            if (overlap(placed[one]![1], placed[two]![1]))
              throw new Error(`${placed[one]![0]} overlaps ${placed[two]![0]}`);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads from top to bottom: without loops, a step is below the steps that lead to it', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { nodes, edges } = build({
          ...graph,
          edges: graph.edges.filter(([from, to]) => from < to) as [number, number][],
        });
        const places = layOutFlow(nodes, edges).nodes;
        for (const { from, to } of edges) {
          const above = places.get(from)!;
          if (above.y + above.height > places.get(to)!.y) throw new Error(`${from} is not above ${to}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same layout for the same flow every time', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { nodes, edges } = build(graph);
        expect([...layOutFlow(nodes, edges).nodes]).toEqual([...layOutFlow(nodes, edges).nodes]);
      }),
      { numRuns: 50 },
    );
  });

  it('puts branches side by side in the order of the ports, and the step where they merge centred below', () => {
    const nodes = ['split', 'left', 'middle', 'right', 'merge'].map((id) => card(id));
    const edges = [
      edge('split', 'left'),
      edge('split', 'middle', '2'),
      edge('split', 'right', '3'),
      edge('left', 'merge'),
      edge('middle', 'merge'),
      edge('right', 'merge'),
    ];
    const places = layOutFlow(nodes, edges).nodes;
    const x = (id: string) => places.get(id)!.x;
    expect(x('left')).toBeLessThan(x('middle'));
    expect(x('middle')).toBeLessThan(x('right'));
    expect(x('merge')).toBe(x('split'));
    expect(places.get('left')!.y).toBe(places.get('right')!.y);
    expect(places.get('merge')!.y).toBe(places.get('left')!.y + 96 + SPACING.below);
  });

  it('keeps a lane free for a line that passes a branch, so that it crosses no card', () => {
    const nodes = ['check', 'send', 'after'].map((id) => card(id));
    const past = edge('check', 'after', 'no');
    const layout = layOutFlow(nodes, [edge('check', 'send', 'yes'), past, edge('send', 'after')]);
    const lane = layout.lanes.get(past.id)!;
    const send = layout.nodes.get('send')!;
    expect(lane < send.x || lane > send.x + send.width).toBe(true);
  });

  it('draws every line past the cards and never through one, wherever branches merge', () => {
    fc.assert(
      fc.property(anyGraph, (graph) => {
        const { nodes, edges } = build({
          ...graph,
          edges: graph.edges.filter(([from, to]) => from < to) as [number, number][],
        });
        const layout = layOutFlow(nodes, edges);
        const into = new Map<string, number>();
        for (const { to } of edges) into.set(to, (into.get(to) ?? 0) + 1);
        for (const { id, from, to } of edges) {
          const [above, target] = [layout.nodes.get(from)!, layout.nodes.get(to)!];
          const lane =
            layout.lanes.get(id) ??
            ((into.get(to) ?? 0) > 1 ? above.x + above.width / 2 : target.x + target.width / 2);
          const run = {
            x: lane - 1,
            y: above.y + above.height,
            width: 2,
            height: target.y - above.y - above.height,
          };
          for (const [other, card] of layout.nodes) {
            if (other !== from && other !== to && overlap(run, card))
              throw new Error(`the way from ${from} to ${to} runs through ${other}`);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('draws a loop and neither fails nor grows without end', () => {
    const nodes = ['start', 'wait', 'check'].map((id) => card(id));
    const places = layOutFlow(nodes, [
      edge('start', 'wait'),
      edge('wait', 'check'),
      edge('check', 'wait', 'again'),
    ]).nodes;
    expect(places.get('wait')!.y).toBeLessThan(places.get('check')!.y);
  });

  it('draws a chain of five thousand steps straight, without a stack overflow', () => {
    const nodes = Array.from({ length: 5000 }, (_, index) => card(`n${index}`));
    const edges = nodes.slice(1).map((node, index) => edge(`n${index}`, node.id));
    const places = layOutFlow(nodes, edges).nodes;
    expect(places.get('n4999')).toEqual({ x: -132, y: 4999 * (96 + SPACING.below), width: 264, height: 96 });
  });

  it('lays out a wide flow of a thousand steps with merges', () => {
    const nodes = Array.from({ length: 1000 }, (_, index) => card(`n${index}`));
    const edges = nodes
      .slice(1)
      .flatMap((node, index) => [
        edge(`n${Math.floor(index / 3)}`, node.id, String(index % 3)),
        ...(index % 7 === 0 && index + 20 < 1000 ? [edge(node.id, `n${index + 20}`, 'x')] : []),
      ]);
    expect(layOutFlow(nodes, edges).nodes.size).toBe(1000);
  });
});

import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { compile, eventLabel, planText } from './compile.ts';
import { flow, toyKinds } from './testing/index.ts';

const NODES = ['t trigger', 'w wait', 'c when', 's send', 'd decide', 'e end'];
const EDGES = ['t > w', 'w > c', 'c:yes > s', 'c:no > d', 's > e', 'd > e'];
const CONFIGS = {
  c: {
    when: {
      all: [
        { event: 'order-placed', measure: 'count', operator: 'at-least', value: 2, withinDays: 90 },
        { event: 'product-viewed', operator: 'at-least', value: 1, sinceEntry: true },
      ],
    },
  },
};
const sound = () => flow(NODES, EDGES, CONFIGS);

describe('compiling a flow', () => {
  test('gives a plan that begins at the trigger and resolves every port to a position', () => {
    const plan = compile(sound(), toyKinds);
    expect(plan.nodes[plan.entry]!.id).toBe('t');
    const at = (id: string) => plan.nodes.findIndex((node) => node.id === id);
    expect(plan.nodes[at('c')]!.ports).toEqual({ yes: at('s'), no: at('d') });
    expect(plan.nodes[at('e')]!.ports).toEqual({});
  });

  test('an optional port that leads nowhere ends the flow there', () => {
    const plan = compile(flow(['t trigger', 's send'], ['t > s']), toyKinds);
    expect(plan.nodes[1]!.ports).toEqual({ next: -1, 'not-sent': -1 });
  });

  test('fills in what the marketer left at its default', () => {
    const plan = compile(sound(), toyKinds);
    expect(plan.trigger).toEqual({
      event: 'cart-abandoned',
      filter: null,
      reentry: { rule: 'always' },
      exits: [{ event: 'order-placed', match: 'cart' }],
      key: 'cart',
    });
    expect(plan.nodes.find(({ id }) => id === 's')!.config).toEqual({ text: 'Hello', uses: [] });
    expect(plan.settings.outcomeDays).toBe(30);
  });

  test('lists the events it needs, with how far back, and the models', () => {
    expect(compile(sound(), toyKinds).needs).toEqual({
      events: { 'order-placed': 90, 'product-viewed': 0 },
      models: ['depth'],
    });
  });

  test('names a node as the marketer did, else by what its card says', () => {
    const graph = sound();
    const named = {
      ...graph,
      nodes: graph.nodes.map((node) => (node.id === 'w' ? { ...node, name: 'Let it rest' } : node)),
    };
    const names = compile(named, toyKinds).nodes.map(({ name }) => name);
    expect(names).toContain('Let it rest');
    expect(names).toContain('Send “Hello”');
  });

  test('migrates configs of older versions, and stores the version', () => {
    const graph = flow(['t trigger', 'n nap', 's send'], ['t > n', 'n > s'], { n: { for: 9 } });
    expect(compile(graph, toyKinds).nodes[1]).toMatchObject({
      version: 2,
      config: { minutes: 9, note: 'none' },
    });
  });

  test('refuses a flow with problems and lists them', () => {
    try {
      compile(flow(['t trigger'], []), toyKinds);
      expect.unreachable();
    } catch (error) {
      expect(isMillraceError(error) && error.code).toBe('flow-has-problems');
      expect(isMillraceError(error) && error.details['problems']).toEqual([
        expect.objectContaining({ code: 'port-unwired', node: 't' }),
      ]);
    }
  });

  test('warnings do not stop it', () => {
    expect(compile(flow(['t trigger', 'w wait', 'e end'], ['t > w', 'w > e']), toyKinds).nodes).toHaveLength(
      3,
    );
  });
});

describe('the text of a plan, for its hash', () => {
  test('does not change when cards are moved about or listed in another order', () => {
    const graph = sound();
    const moved = {
      ...graph,
      nodes: graph.nodes.toReversed().map((node, index) => ({ ...node, position: { x: index * 100, y: 7 } })),
      edges: graph.edges.toReversed(),
    };
    expect(planText(compile(moved, toyKinds))).toBe(planText(compile(graph, toyKinds)));
  });

  test('does not change with notes: they never reach the plan', () => {
    const noted = {
      ...sound(),
      notes: [{ id: 'note-1', text: 'Ask Ann before changing this.', position: { x: 0, y: 0 } }],
    };
    expect(planText(compile(noted, toyKinds))).toBe(planText(compile(sound(), toyKinds)));
    expect(planText(compile(noted, toyKinds))).not.toContain('Ask Ann');
  });

  test('changes with every setting that changes what happens', () => {
    const texts = [
      sound(),
      flow(NODES, EDGES, { ...CONFIGS, w: { minutes: 61 } }),
      flow(NODES, EDGES, CONFIGS, { settings: { holdout: 0.2 } }),
      flow(NODES, [...EDGES.slice(0, 4), 's > d', 'd > e'], CONFIGS),
    ].map((graph) => planText(compile(graph, toyKinds)));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test('events of the store read as a marketer says them, others by their name', () => {
  expect(eventLabel('cart-abandoned')).toBe('Abandoned cart');
  expect(eventLabel('made-a-wish')).toBe('Made a wish');
});

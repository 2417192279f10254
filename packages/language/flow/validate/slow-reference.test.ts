import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Graph } from '../graph.ts';
import { conditionsIn, leavesOf } from '../needs.ts';
import { randomFlow } from '../testing/random-flows.ts';
import { flow, toyKinds } from '../testing/index.ts';
import { validate } from './validate.ts';

const codesAt = (graph: Graph, code: string) =>
  validate(graph, toyKinds)
    .filter((problem) => problem.code === code)
    .map(({ node }) => node!)
    .sort();
const kindOf = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id)!.kind;

/** The ways that people can go: of two from one port the first, and none by a port that the step lacks. */
function ways(graph: Graph): ReadonlyMap<string, readonly string[]> {
  const ids = new Set(graph.nodes.map(({ id }) => id));
  return new Map(
    graph.nodes.map(({ id, kind, config }) => [
      id,
      toyKinds[kind]!.ports(config).flatMap((port) => {
        const edge = graph.edges.find(
          ({ from, port: by, to }) => from === id && by === port.id && ids.has(to),
        );
        return edge ? [edge.to] : [];
      }),
    ]),
  );
}

/** Every step on some way from one step, itself included, that does not go on beyond `stop`. */
function from(graph: Graph, start: string, stop: (id: string) => boolean = () => false): Set<string> {
  const next = ways(graph);
  const seen = new Set<string>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    if (!stop(id)) open.push(...(next.get(id) ?? []));
  }
  return seen;
}

/** A flow in which some connections were led elsewhere or taken away. */
const tangled: fc.Arbitrary<Graph> = fc
  .tuple(randomFlow, fc.array(fc.tuple(fc.nat(1_000), fc.nat(1_000), fc.boolean()), { maxLength: 3 }))
  .map(([graph, turns]) =>
    turns.reduce<Graph>((now, [edge, node, gone]) => {
      const place = edge % Math.max(1, now.edges.length);
      const target = now.nodes.filter(({ kind }) => kind !== 'trigger')[node % (now.nodes.length - 1)]!;
      return {
        ...now,
        edges: gone
          ? now.edges.filter((_, index) => index !== place)
          : now.edges.map((one, index) => (index === place ? { ...one, to: target.id } : one)),
      };
    }, graph),
  );

describe('whatever is drawn', () => {
  test('a step is unreachable exactly when no way leads to it from the trigger', () => {
    fc.assert(
      fc.property(tangled, (graph) => {
        const reached = from(graph, 't');
        expect(codesAt(graph, 'unreachable')).toEqual(
          graph.nodes
            .map(({ id }) => id)
            .filter((id) => !reached.has(id))
            .sort(),
        );
      }),
      { numRuns: 150 },
    );
  });

  test('a way is missing exactly where a port that needs one leads to no step', () => {
    fc.assert(
      fc.property(tangled, (graph) => {
        const expected = graph.nodes.flatMap(({ id, kind, config }) =>
          toyKinds[kind]!.ports(config).flatMap((port) =>
            !port.optional && !graph.edges.some((edge) => edge.from === id && edge.port === port.id)
              ? [id]
              : [],
          ),
        );
        expect(codesAt(graph, 'port-unwired')).toEqual(expected.sort());
      }),
      { numRuns: 150 },
    );
  });

  test('a loop without a wait is told exactly when somebody could come back without time having passed', () => {
    fc.assert(
      fc.property(tangled, (graph) => {
        const waits = (id: string) => ['wait', 'listen', 'nap'].includes(kindOf(graph, id));
        const next = ways(graph);
        const round = graph.nodes
          .map(({ id }) => id)
          .filter(
            (id) =>
              !waits(id) && (next.get(id) ?? []).some((to) => !waits(to) && from(graph, to, waits).has(id)),
          );
        const told = codesAt(graph, 'loop-without-wait');
        expect(told.length > 0).toBe(round.length > 0);
        for (const id of told) expect(round).toContain(id);
      }),
      { numRuns: 150 },
    );
  });

  test('a decision is undecided exactly where some way comes to its use without one that makes it', () => {
    let told = 0;
    fc.assert(
      fc.property(tangled, (graph) => {
        const reached = from(graph, 't');
        const early = from(graph, 't', (id) => kindOf(graph, id) === 'decide');
        const users = graph.nodes
          .filter(
            ({ id, config }) =>
              reached.has(id) &&
              conditionsIn(config).some(({ condition }) =>
                leavesOf(condition).some((leaf) => 'fact' in leaf && leaf.fact === 'decision.depth'),
              ),
          )
          .map(({ id }) => id);
        const expected = users.filter((id) => early.has(id)).sort();
        told += expected.length;
        expect(codesAt(graph, 'decision-undecided')).toEqual(expected);
      }),
      { numRuns: 200 },
    );
    expect(told).toBeGreaterThan(20);
  });

  test('checking it twice, or after it was stored, says the same', () => {
    fc.assert(
      fc.property(tangled, (graph) => {
        const once = validate(graph, toyKinds);
        expect(validate(graph, toyKinds)).toEqual(once);
        expect(validate(JSON.parse(JSON.stringify(graph)) as Graph, toyKinds)).toEqual(once);
      }),
      { numRuns: 60 },
    );
  });

  test('every problem names a step that is there and a sentence, errors first', () => {
    fc.assert(
      fc.property(tangled, (graph) => {
        const problems = validate(graph, toyKinds);
        const ids = new Set(graph.nodes.map(({ id }) => id));
        for (const { node, sentence } of problems) {
          if (node !== null) expect(ids).toContain(node);
          expect(sentence).toMatch(/^["“A-Z].*\.$/);
          expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
        }
        const severities = problems.map(({ severity }) => severity);
        expect(severities.lastIndexOf('error')).toBeLessThan(
          severities.includes('warning') ? severities.indexOf('warning') : severities.length,
        );
        const said = problems.map(({ node, field, sentence, fix }) =>
          JSON.stringify([node, field, sentence, fix]),
        );
        expect(new Set(said).size).toBe(said.length);
      }),
      { numRuns: 100 },
    );
  });
});

describe('what a flow is about', () => {
  const about = (trigger: Record<string, unknown>, subject: string) =>
    validate(flow(['t trigger', 's send'], ['t > s'], { t: trigger }, { subject }), toyKinds)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, field }) => `${code} ${field}`);
  const BOUGHT = { event: 'order-placed', match: 'customer' };
  test.each<[string, Record<string, unknown>, string, readonly string[]]>([
    ['a cart by a cart', { event: 'cart-abandoned', key: 'cart' }, 'cart', []],
    ['a customer by a cart', { event: 'cart-abandoned', key: 'cart' }, 'customer', []],
    ['an order by an order', { event: 'order-placed', key: 'order', exits: [] }, 'order', []],
    ['an order by a cart', { event: 'cart-abandoned', key: 'cart' }, 'order', ['subject-wrong event']],
    [
      'a customer by an event that names no cart',
      { event: 'page-viewed', key: 'cart', exits: [] },
      'customer',
      ['key-wrong key'],
    ],
    [
      'a customer by an event of the shop’s own',
      { event: 'made-a-wish', key: 'cart', exits: [BOUGHT] },
      'customer',
      [],
    ],
    [
      'a cart that is left, without an exit for buyers',
      { event: 'checkout-started', exits: [] },
      'customer',
      ['exit-missing exits'],
    ],
    [
      'a cart that is left, with an exit for some buyers only',
      {
        event: 'cart-abandoned',
        exits: [{ ...BOUGHT, where: { fact: 'event.value', operator: 'at-least', value: 5 } }],
      },
      'customer',
      ['exit-missing exits'],
    ],
    [
      'a cart that is left, with an exit for those who paid',
      {
        event: 'cart-abandoned',
        exits: [{ event: 'order-paid', match: 'customer' }],
      },
      'customer',
      [],
    ],
    [
      'an exit by a thing that its event does not name',
      {
        event: 'cart-abandoned',
        exits: [BOUGHT, { event: 'page-viewed', match: 'cart' }],
      },
      'customer',
      ['exit-never exits.1'],
    ],
    [
      'an exit by a thing that nobody comes in with',
      {
        event: 'customer-subscribed',
        key: 'customer',
        exits: [{ event: 'order-placed', match: 'order' }],
      },
      'customer',
      ['exit-never exits.0'],
    ],
  ])('%s', (_name, trigger, subject, expected) => {
    expect(about(trigger, subject)).toEqual(expected);
  });
});

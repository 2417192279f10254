import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { compile, planText } from './compile.ts';
import type { Graph } from './graph.ts';
import { parseGraph } from './parse-graph.ts';
import { bringUpPlan } from './stored-plan.ts';
import { randomFlow, randomPlan } from './testing/random-flows.ts';
import { toyKinds } from './testing/toy-kinds.ts';
import { validate } from './validate/validate.ts';

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
const runs = { numRuns: 60 };

/** The same flow listed in another order, its cards moved and its connections named anew. */
const drawnAnew = (graph: Graph): fc.Arbitrary<Graph> =>
  fc
    .tuple(
      fc.shuffledSubarray([...graph.nodes], { minLength: graph.nodes.length }),
      fc.shuffledSubarray([...graph.edges], { minLength: graph.edges.length }),
      fc.integer(),
    )
    .map(([nodes, edges, x]) => ({
      ...graph,
      nodes: nodes.map((node, y) => ({ ...node, position: { x, y } })),
      edges: edges.map((edge, index) => ({ ...edge, id: `drawn-${index}` })),
    }));

/** A flow that was sound, with one thing about it broken. */
const broken: fc.Arbitrary<Graph> = fc
  .tuple(randomFlow, fc.nat(4), fc.nat(1_000))
  .map(([graph, fault, place]) => {
    const edge = graph.edges[place % graph.edges.length]!;
    const node = graph.nodes[place % graph.nodes.length]!;
    const without = { ...graph, edges: graph.edges.filter((other) => other !== edge) };
    return [
      without,
      { ...without, edges: [...without.edges, { ...edge, to: 'gone' }] },
      { ...graph, nodes: [...graph.nodes, { ...node, id: 'loose' }] },
      {
        ...graph,
        nodes: graph.nodes.map((other) => (other === node ? { ...node, kind: 'toString' } : other)),
      },
      { ...graph, edges: [...graph.edges, { ...edge, id: 'twice', to: node.id }] },
    ][fault]!;
  });

describe('whatever flow is compiled', () => {
  test('one that means the same gives a plan with the same text, wherever its cards lie', () => {
    fc.assert(
      fc.property(
        randomFlow.chain((graph) => drawnAnew(graph).map((anew) => ({ graph, anew }))),
        ({ graph, anew }) => {
          expect(planText(compile(anew, toyKinds))).toBe(planText(compile(graph, toyKinds)));
        },
      ),
      runs,
    );
  });

  test('its plan is read back from the database as it was', () => {
    fc.assert(
      fc.property(randomPlan, (plan) => {
        expect(copy(plan)).toEqual(plan);
        expect(planText(copy(plan))).toBe(planText(plan));
        expect(bringUpPlan(plan)).toBe(plan);
      }),
      runs,
    );
  });

  test('each way of the plan leads where the drawing leads it', () => {
    fc.assert(
      fc.property(randomFlow, (graph) => {
        const { nodes } = compile(graph, toyKinds);
        const drawn = graph.edges.map(({ from, port, to }) => `${from}:${port} > ${to}`);
        const planned = nodes.flatMap(({ id, ports }) =>
          Object.entries(ports).flatMap(([port, target]) =>
            target < 0 ? [] : [`${id}:${port} > ${nodes[target]!.id}`],
          ),
        );
        expect([...planned].sort()).toEqual([...drawn].sort());
        expect(nodes.map(({ id }) => id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort());
      }),
      runs,
    );
  });

  test('nodes stand in the order in which people can come to them, nearest first', () => {
    fc.assert(
      fc.property(randomPlan, ({ nodes, entry }) => {
        expect(entry).toBe(0);
        const far = new Map([[0, 0]]);
        for (const [index, node] of nodes.entries())
          for (const target of Object.values(node.ports))
            if (target >= 0 && !far.has(target)) far.set(target, far.get(index)! + 1);
        const distances = nodes.map((_, index) => far.get(index)!);
        expect(distances).toEqual(distances.toSorted((left, right) => left - right));
      }),
      runs,
    );
  });

  test('what it needs covers every count of events in it, and the models of its decisions', () => {
    fc.assert(
      fc.property(randomFlow, (graph) => {
        const { needs } = compile(graph, toyKinds);
        const days = graph.nodes.flatMap(({ config }) => {
          const when = config['when'] as { readonly withinDays?: number } | undefined;
          return when?.withinDays === undefined ? [] : [when.withinDays];
        });
        expect(needs.events).toEqual(days.length === 0 ? {} : { 'product-viewed': Math.max(...days) });
        expect(needs.models).toEqual(graph.nodes.some(({ kind }) => kind === 'decide') ? ['depth'] : []);
      }),
      runs,
    );
  });

  test('a drawing read from its own text gives the same plan', () => {
    fc.assert(
      fc.property(randomFlow, (graph) => {
        expect(compile(parseGraph(copy(graph)), toyKinds)).toEqual(compile(graph, toyKinds));
      }),
      runs,
    );
  });
});

describe('a flow with something wrong', () => {
  test('compiles exactly when nothing that is wrong is an error, and is refused with all of them', () => {
    let refused = 0;
    fc.assert(
      fc.property(broken, (graph) => {
        const errors = validate(graph, toyKinds).filter(({ severity }) => severity === 'error');
        try {
          compile(graph, toyKinds);
          expect(errors).toEqual([]);
        } catch (error) {
          if (!isMillraceError(error)) throw error;
          refused += 1;
          expect(error.code).toBe('flow-has-problems');
          expect(error.details['problems']).toEqual(errors);
          expect(error.message).toContain(errors[0]!.sentence);
        }
      }),
      { numRuns: 200 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  test('says the same of it in whatever order it is listed', () => {
    fc.assert(
      fc.property(
        broken.chain((graph) => drawnAnew(graph).map((anew) => ({ graph, anew }))),
        ({ graph, anew }) => {
          if (graph.nodes.filter(({ kind }) => kind === 'trigger').length > 1) return;
          // Where a loop is told to begin, and which of two connections counts, is by what is listed first.
          const said = (one: Graph) =>
            new Set(
              validate(one, toyKinds)
                .map(({ severity, code, node, field }) => `${severity} ${code} ${node} ${field}`)
                .filter(
                  (problem) => !/ (loop|loop-without-wait|unreachable|decision-undecided) /.test(problem),
                ),
            );
          if ([...said(graph)].some((problem) => problem.includes('wired-twice'))) return;
          expect(said(anew)).toEqual(said(graph));
        },
      ),
      runs,
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../graph-edit.ts';
import { graphSchema, type Graph } from '../graph.ts';
import type { Problem } from '../plan.ts';
import { randomFlow } from '../testing/random-flows.ts';
import { flow, toyKinds } from '../testing/index.ts';
import { compile } from '../compile.ts';
import { validate } from './validate.ts';

const problemsOf = (graph: Graph) => validate(graph, toyKinds);
const errorsOf = (graph: Graph) => problemsOf(graph).filter(({ severity }) => severity === 'error');
const fixed = (graph: Graph, { fix }: Problem) => applyEdits(graph, fix!.edits);
const same = (one: Problem) => (other: Problem) =>
  other.code === one.code && other.node === one.node && other.sentence === one.sentence;

/** Drawings with several things wrong, as they lie on a canvas half done. */
const halfDone: fc.Arbitrary<Graph> = fc
  .tuple(
    randomFlow,
    fc.array(fc.tuple(fc.nat(6), fc.nat(1_000), fc.nat(1_000)), { minLength: 1, maxLength: 3 }),
  )
  .map(([sound, faults]) =>
    faults.reduce<Graph>((graph, [fault, place, other]) => {
      if (graph.edges.length === 0 || graph.nodes.length === 0) return graph;
      const edge = graph.edges[place % graph.edges.length]!;
      const node = graph.nodes[other % graph.nodes.length]!;
      const id = `added-${graph.nodes.length}-${graph.edges.length}`;
      switch (fault) {
        case 0:
          return { ...graph, edges: graph.edges.filter((one) => one !== edge) };
        case 1:
          return {
            ...graph,
            edges: graph.edges.map((one) => (one === edge ? { ...edge, to: 'gone' } : one)),
          };
        case 2:
          return { ...graph, nodes: [...graph.nodes, { ...node, id }] };
        case 3:
          return { ...graph, edges: [...graph.edges, { id, from: node.id, port: 'elsewhere', to: edge.to }] };
        case 4:
          return {
            ...graph,
            edges: graph.edges.map((one) => (one === edge ? { ...edge, to: node.id } : one)),
          };
        case 5:
          return { ...graph, nodes: graph.nodes.filter((one) => one !== node) };
        default:
          return { ...graph, nodes: [...graph.nodes, { id, kind: 'telegraph', version: 0, config: {} }] };
      }
    }, sound),
  );

describe('a fix that is offered', () => {
  test('mends what it is offered for, and leaves a drawing that can be saved', () => {
    let offered = 0;
    fc.assert(
      fc.property(halfDone, (graph) => {
        for (const problem of problemsOf(graph).filter(({ fix }) => fix !== undefined)) {
          offered += 1;
          const after = fixed(graph, problem);
          expect(graphSchema.safeParse(after).success).toBe(true);
          expect(problemsOf(after).filter(same(problem)).length).toBeLessThan(
            problemsOf(graph).filter(same(problem)).length,
          );
        }
      }),
      { numRuns: 150 },
    );
    expect(offered).toBeGreaterThan(100);
  });

  test('pressed one after the other, they come to an end', () => {
    fc.assert(
      fc.property(halfDone, (graph) => {
        let current = graph;
        for (let press = 0; press < 60; press += 1) {
          const next = errorsOf(current).find(({ fix }) => fix !== undefined);
          if (!next) return;
          current = fixed(current, next);
        }
        expect(errorsOf(current).filter(({ fix }) => fix !== undefined)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('changes nothing where it has been pressed already', () => {
    fc.assert(
      fc.property(halfDone, (graph) => {
        for (const problem of problemsOf(graph)) {
          const edits = problem.fix?.edits ?? [];
          if (edits.length === 0 || edits.some((edit) => edit.do === 'add-step' || edit.do === 'connect'))
            continue;
          const once = applyEdits(graph, edits);
          const twice = applyEdits(once, edits);
          if (graph.nodes.length === new Set(graph.nodes.map(({ id }) => id)).size)
            expect(twice).toEqual(once);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('what each fix does', () => {
  const fixOf = (graph: Graph, code: string) => problemsOf(graph).find((problem) => problem.code === code)!;
  const DECIDE = { c: { when: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 } } };

  test('a way that leads nowhere gets an end', () => {
    const graph = flow(['t trigger', 'c when', 's send'], ['t > c', 'c:yes > s'], DECIDE);
    const problem = fixOf(graph, 'port-unwired');
    expect(problem.fix?.title).toBe('End here');
    const after = fixed(graph, problem);
    expect(errorsOf(after)).toEqual([]);
    expect(
      compile(after, toyKinds)
        .nodes.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['end', 'send', 'trigger', 'when']);
  });

  test('a trigger that leads nowhere is led to the one step that nothing leads to', () => {
    const graph = flow(['t trigger', 'w wait', 's send'], ['w > s']);
    const problem = fixOf(graph, 'port-unwired');
    expect(problem.fix?.title).toBe('Lead it to “Wait”');
    expect(fixed(graph, problem).edges).toContainEqual(
      expect.objectContaining({ from: 't', port: 'next', to: 'w' }),
    );
    expect(errorsOf(fixed(graph, problem))).toEqual([]);
  });

  test('a flow without a trigger gets one before the step where it begins', () => {
    const graph = flow(['w wait', 's send'], ['w > s']);
    const after = fixed(graph, fixOf(graph, 'no-trigger'));
    expect(after.nodes.at(-1)).toMatchObject({ id: 'trigger', kind: 'trigger' });
    expect(after.edges).toContainEqual(expect.objectContaining({ from: 'trigger', to: 'w' }));
    expect(errorsOf(after).map(({ code }) => code)).toEqual(['config-invalid']);
  });

  test('a name that is taken is not given to the new trigger', () => {
    const graph = flow(['trigger wait', 's send'], ['trigger > s']);
    const after = fixed(graph, fixOf(graph, 'no-trigger'));
    expect(after.nodes.map(({ id }) => id)).toEqual(['trigger', 's', 'trigger.2']);
  });

  test('a loop gets a wait on every way back', () => {
    const graph = flow(
      ['t trigger', 'c when', 'a send', 'b send'],
      ['t > c', 'c:yes > a', 'c:no > b', 'a > c', 'b > c'],
      DECIDE,
    );
    const after = fixed(graph, fixOf(graph, 'loop-without-wait'));
    expect(after.nodes.filter(({ kind }) => kind === 'wait')).toHaveLength(2);
    expect(errorsOf(after)).toEqual([]);
  });

  test('a loose part goes as a whole, and nothing that people reach goes with it', () => {
    const graph = flow(
      ['t trigger', 's send', 'x wait', 'y send', 'z send'],
      ['t > s', 'x > y', 'y > z', 'z > s'],
    );
    const unreachable = problemsOf(graph).filter(({ code }) => code === 'unreachable');
    expect(unreachable.map(({ node, fix }) => [node, fix?.title])).toEqual([
      ['x', 'Remove these 3 steps'],
      ['y', undefined],
      ['z', undefined],
    ]);
    expect(fixed(graph, unreachable[0]!).nodes.map(({ id }) => id)).toEqual(['t', 's']);
  });

  test('an exit for those who buy is added beside the others', () => {
    const exits = [{ event: 'customer-unsubscribed', match: 'customer' }];
    const graph = flow(['t trigger', 's send'], ['t > s'], { t: { event: 'cart-abandoned', exits } });
    const after = fixed(graph, fixOf(graph, 'exit-missing'));
    expect(after.nodes[0]!.config['exits']).toEqual([...exits, { event: 'order-placed', match: 'customer' }]);
    expect(errorsOf(after)).toEqual([]);
  });

  test('an exit that nobody could take is removed, and no other', () => {
    const exits = [
      { event: 'customer-unsubscribed', match: 'customer' },
      { event: 'customer-unsubscribed', match: 'cart' },
      { event: 'order-placed', match: 'customer' },
    ];
    const graph = flow(['t trigger', 's send'], ['t > s'], { t: { event: 'cart-abandoned', exits } });
    const after = fixed(graph, fixOf(graph, 'exit-never'));
    expect(after.nodes[0]!.config['exits']).toEqual([exits[0], exits[2]]);
  });

  test('a flow that holds nobody back gets a tenth held back', () => {
    const graph = flow(['t trigger', 's send'], ['t > s'], {}, { settings: { holdout: 0 } });
    expect(fixed(graph, fixOf(graph, 'no-holdout')).settings).toEqual({ ...graph.settings, holdout: 0.1 });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { flow, toyKinds } from '../testing/index.ts';
import type { Graph } from '../graph.ts';
import { validate } from './validate.ts';

const loops = (graph: Graph) => validate(graph, toyKinds).filter(({ code }) => code === 'loop');
const decide = { c: { when: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 } } };
const NODES = ['t trigger', 'c when', 'w wait', 's send', 'e end'];

describe('a loop that takes time', () => {
  test('decide, wait, e-mail, decide again: says where it closes, what it does each time, what ends it and how to open it', () => {
    const [found] = loops(flow(NODES, ['t > c', 'c:no > w', 'w > s', 's > c', 'c:yes > e'], decide));
    expect(found).toMatchObject({ severity: 'warning', node: 'c', field: null });
    expect(found?.sentence).toMatch(
      /^After “.+” people come back to “.+” and go round again with 1 message each time, until they go “Yes”/,
    );
    expect(found?.sentence).toMatch(/lead “.+” to a step after the loop\.$/);
  });

  test('never stops publishing: it may be intended', () => {
    const graph = flow(NODES, ['t > c', 'c:no > w', 'w > s', 's > c', 'c:yes > e'], decide);
    expect(validate(graph, toyKinds).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  test('that nothing leads out of says that only an early end stops it, or that nothing does', () => {
    const wires = ['t > w', 'w > v', 'v > w'];
    const nodes = ['t trigger', 'w wait', 'v wait'];
    expect(loops(flow(nodes, wires))[0]?.sentence).toMatch(
      /until something ends the flow early for them: nothing leads out/,
    );
    const noExits = { t: { event: 'customer-subscribed', key: 'customer', exits: [] } };
    expect(loops(flow(nodes, wires, noExits))[0]?.sentence).toMatch(
      /for ever: nothing leads out.*with a branch that leaves it\.$/,
    );
  });

  test('a port that ends the flow leads out of it', () => {
    expect(
      loops(flow(['t trigger', 'c when', 'w wait'], ['t > c', 'c:yes > w', 'w > c'], decide))[0]?.sentence,
    ).toContain('until they go');
  });

  test('a wait that leads to itself is a loop too', () => {
    expect(loops(flow(['t trigger', 'w wait'], ['t > w', 'w > w']))[0]?.sentence).toMatch(
      /^“.+” leads back to itself and go/,
    );
  });

  test('that nobody reaches is reported by its unreachable steps only', () => {
    expect(loops(flow(['t trigger', 'e end', 'w wait', 's send'], ['t > e', 'w > s', 's > w']))).toEqual([]);
  });

  test('with a part that loops without a wait is reported as that error only', () => {
    const graph = flow(
      ['t trigger', 'a send', 'b send', 'w wait'],
      ['t > a', 'a > b', 'b > a', 'b:later > w', 'w > a'],
    );
    expect(validate(graph, toyKinds).map(({ code }) => code)).toContain('loop-without-wait');
    expect(loops(graph)).toEqual([]);
  });
});

const IDS = ['a', 'b', 'c', 'd', 'f', 'g'];
const drawn = fc.array(fc.tuple(fc.nat(IDS.length - 1), fc.nat(IDS.length - 1)), { maxLength: 12 });

test('there is a warning exactly when somebody who came in can come back to a step', () => {
  fc.assert(
    fc.property(drawn, (pairs) => {
      // Waits only, one way out each: no instant loops, and every loop is a single circle.
      const next = new Map(pairs.map(([from, to]) => [IDS[from]!, IDS[to]!]));
      const graph = flow(
        ['t trigger', ...IDS.map((id) => `${id} wait`)],
        ['t > a', ...[...next].map(([from, to]) => `${from} > ${to}`)],
      );
      const path: string[] = [];
      for (let at: string | undefined = 'a'; at !== undefined && !path.includes(at); at = next.get(at))
        path.push(at);
      const closes = next.get(path.at(-1)!);
      const found = loops(graph);
      expect(found.map(({ node }) => node)).toEqual(closes === undefined ? [] : [closes]);
    }),
    { numRuns: 300 },
  );
});

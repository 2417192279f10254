import { describe, expect, test } from 'vitest';
import { compile, createStep, initialCursor, parseGraph, validate } from '@millrace/flow';
import { facts } from '@millrace/flow/testing';
import { HOUR } from '@millrace/base';
import { kinds } from '../kinds.ts';
import { arriveAt, sceneOf } from '../testing/scene.ts';
import { limitedLoop } from './definition.ts';

const node = (id: string, kind: string, config: object = {}) => ({ id, kind, config });
const edge = (from: string, port: string, to: string) => ({ id: `${from}-${port}`, from, port, to });
const trigger = node('trigger', 'event-trigger', { event: 'signed-up', key: 'customer' });
const wait = (id: string) => node(id, 'wait', { duration: { amount: 1, unit: 'hours' } });

/** How often each step was entered until the flow ended, an hour between two steps of time. */
function walked(graph: ReturnType<typeof parseGraph>): Readonly<Record<string, number>> {
  const plan = compile(graph, kinds);
  const step = createStep(kinds);
  const entered: Record<string, number> = {};
  let { now } = facts();
  let result = step(plan, initialCursor(false), { type: 'start' }, facts());
  for (let turns = 0; turns < 500; turns += 1) {
    for (const { node: at, what } of result.trace)
      if (what === 'entered' && at !== null) entered[at] = (entered[at] ?? 0) + 1;
    if (result.next.type === 'done') return entered;
    now += HOUR * 2;
    result = step(plan, result.cursor, { type: 'timer' }, facts({ now }));
  }
  throw new Error('It never ended.');
}

const simple = (config: object) =>
  parseGraph({
    schemaVersion: 2,
    subject: 'customer',
    nodes: [trigger, wait('w'), node('l', 'limited-loop', config), node('end', 'end')],
    edges: [
      edge('trigger', 'next', 'w'),
      edge('w', 'next', 'l'),
      edge('l', 'again', 'w'),
      edge('l', 'done', 'end'),
    ],
  });

describe('a loop with a limit', () => {
  test.each([1, 2, 7])('goes back %d times, and then on', (times) => {
    expect(walked(simple({ times }))).toMatchObject({ w: times + 1, l: times + 1, end: 1 });
  });

  test('inside another loop has its full number in each round of that one', () => {
    const graph = parseGraph({
      schemaVersion: 2,
      subject: 'customer',
      nodes: [
        trigger,
        wait('w'),
        node('inner', 'limited-loop', { times: 2 }),
        node('outer', 'limited-loop', { times: 3 }),
        node('end', 'end'),
      ],
      edges: [
        edge('trigger', 'next', 'w'),
        edge('w', 'next', 'inner'),
        edge('inner', 'again', 'w'),
        edge('inner', 'done', 'outer'),
        edge('outer', 'again', 'w'),
        edge('outer', 'done', 'end'),
      ],
    });
    expect(walked(graph)).toMatchObject({ w: 12, inner: 12, outer: 4, end: 1 });
  });

  test('stops earlier when its condition fits', () => {
    const bought = { fact: 'customer.ordersCount', operator: 'at-least', value: 1 };
    const at = (ordersCount: number) =>
      arriveAt(
        limitedLoop,
        { times: 3, until: bought },
        {
          facts: { customer: { ...sceneOf(limitedLoop, {}).facts.customer, ordersCount } },
        },
      );
    expect(at(0)).toMatchObject({ go: 'again' });
    expect(at(1)).toMatchObject({ go: 'done', sentence: 'Goes on: the condition fits.' });
  });

  test('is no warning, unlike a loop that only an early end stops', () => {
    const codes = validate(simple({ times: 3 }), kinds).map(({ code }) => code);
    expect(codes).not.toContain('loop');
    expect(codes).not.toContain('loop-open');
  });

  test('that leads nowhere back says so', () => {
    const graph = simple({ times: 3 });
    const edges = graph.edges.map((one) => (one.port === 'again' ? { ...one, to: 'end' } : one));
    expect(validate({ ...graph, edges }, kinds).map(({ code }) => code)).toContain('loop-open');
  });

  test('without a wait cannot be published', () => {
    const graph = simple({ times: 3 });
    const nodes = graph.nodes.map((one) =>
      one.id === 'w'
        ? {
            ...one,
            kind: 'random-split',
            config: {
              paths: [
                { id: 'next', weight: 1 },
                { id: 'b', weight: 0 },
              ],
            },
          }
        : one,
    );
    expect(
      validate({ ...graph, nodes }, kinds).some(
        ({ code, severity }) => code === 'loop-without-wait' && severity === 'error',
      ),
    ).toBe(true);
  });

  test('counts as it did when what is kept of it cannot be read', () => {
    for (const rounds of [null, 'x', [1], { node: 'x' }] as const)
      expect(arriveAt(limitedLoop, { times: 1 }, { cursor: { variables: { rounds } } })).toMatchObject({
        go: 'again',
      });
  });
});

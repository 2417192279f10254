import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { graphSchema, type Graph } from '../graph.ts';
import { flow, toyKinds } from '../testing/index.ts';
import { validate } from './validate.ts';

const codes = (graph: Graph) => validate(graph, toyKinds).map(({ code, node }) => `${code}@${node ?? ''}`);
const errors = (graph: Graph) => validate(graph, toyKinds).filter(({ severity }) => severity === 'error');
const SOUND = ['t trigger', 'w wait', 's send', 'e end'];
const WIRED = ['t > w', 'w > s', 's > e'];

describe('a flow that can run', () => {
  test('has no problems at all', () => {
    expect(validate(flow(SOUND, WIRED), toyKinds)).toEqual([]);
  });
  test('may hold nobody back when it only tells people what they need to know', () => {
    const settings = { holdout: 0, purpose: 'transactional' } as const;
    expect(codes(flow(SOUND, WIRED, {}, { settings }))).toEqual([]);
    expect(codes(flow(SOUND, WIRED, {}, { settings: { ...settings, purpose: 'marketing' } }))).toEqual([
      'no-holdout@',
    ]);
  });
  test('may end with a message', () => {
    expect(errors(flow(['t trigger', 'w wait', 's send'], ['t > w', 'w > s']))).toEqual([]);
  });
  test('may go round in a loop that has a wait in it', () => {
    expect(errors(flow(['t trigger', 'w wait', 's send'], ['t > w', 'w > s', 's > w']))).toEqual([]);
  });
});

describe('a problem has its node and a sentence', () => {
  test.each<[string, string, Graph]>([
    ['a flow without a trigger', 'no-trigger@', flow(['w wait', 'e end'], ['w > e'])],
    ['a second trigger', 'several-triggers@t2', flow([...SOUND, 't2 trigger'], [...WIRED, 't2 > w'])],
    ['a connection back into the trigger', 'edge-into-trigger@t', flow(SOUND, ['t > w', 'w > s', 's > t'])],
    ['a step nobody can reach', 'unreachable@x', flow([...SOUND, 'x send'], WIRED)],
    [
      'a way that leads nowhere',
      'port-unwired@w',
      flow(['t trigger', 'w wait', 's send'], ['t > w', 't > s']),
    ],
    ['a way that leads to two steps', 'port-wired-twice@t', flow(SOUND, [...WIRED, 't > s'])],
    [
      'a connection from a branch the step does not have',
      'port-unknown@w',
      flow(SOUND, [...WIRED, 'w:maybe > e']),
    ],
    [
      'a connection to a step that is gone',
      'edge-dangling@s',
      flow(['t trigger', 'w wait', 's send'], ['t > w', 'w > s', 's > gone']),
    ],
    ['a connection from a step that is gone', 'edge-dangling@e', flow(SOUND, [...WIRED, 'gone > e'])],
    ['two steps with one id', 'id-twice@e', flow([...SOUND, 'e end'], WIRED)],
    ['a kind nobody knows', 'kind-unknown@x', flow(['t trigger', 'x teleport'], ['t > x'])],
    [
      'a loop in which nothing takes time',
      'loop-without-wait@a',
      flow(['t trigger', 'a send', 'b send'], ['t > a', 'a > b', 'b > a']),
    ],
    [
      'a loop of one step onto itself',
      'loop-without-wait@a',
      flow(['t trigger', 'a send'], ['t > a', 'a > a']),
    ],
    [
      'a loop whose only wait takes no time',
      'loop-without-wait@w',
      flow(['t trigger', 'w wait', 's send'], ['t > w', 'w > s', 's > w'], { w: { minutes: 0 } }),
    ],
    ['missing content', 'config-invalid@s', flow(SOUND, WIRED, { s: { text: '' } })],
    [
      'a recovery flow from which a purchase does not take people out',
      'exit-missing@t',
      flow(SOUND, WIRED, { t: { event: 'cart-abandoned', exits: [] } }),
    ],
    [
      'a trigger that cannot start a flow about an order',
      'subject-wrong@t',
      flow(SOUND, WIRED, { t: { event: 'cart-abandoned' } }, { subject: 'order' }),
    ],
    [
      'a trigger with a key its event does not have',
      'key-wrong@t',
      flow(SOUND, WIRED, { t: { event: 'customer-subscribed', key: 'cart', exits: [] } }),
    ],
    [
      'an exit that would never be taken',
      'exit-never@t',
      flow(SOUND, WIRED, {
        t: {
          event: 'customer-subscribed',
          key: 'customer',
          exits: [{ event: 'order-placed', match: 'cart' }],
        },
      }),
    ],
    [
      'a condition on a fact that does not exist',
      'condition-invalid@c',
      flow(['t trigger', 'c when', 'e end'], ['t > c', 'c:yes > e', 'c:no > e'], {
        c: { when: { fact: 'customer.shoeSize', operator: 'is', value: 43 } },
      }),
    ],
    ['a flow that does nothing', 'does-nothing@', flow(['t trigger', 'w wait', 'e end'], ['t > w', 'w > e'])],
    ['a flow that holds nobody back', 'no-holdout@', flow(SOUND, WIRED, {}, { settings: { holdout: 0 } })],
    [
      'a decision used before it is made',
      'decision-undecided@s',
      flow(['t trigger', 's send', 'd decide', 'e end'], ['t > s', 's > d', 'd > e'], {
        s: { text: 'Hi', uses: ['depth'] },
      }),
    ],
    [
      'a decision nothing makes',
      'decision-undecided@s',
      flow(SOUND, WIRED, { s: { text: 'Hi', uses: ['luck'] } }),
    ],
    [
      'a config of a newer version',
      'kind-too-new@n',
      {
        ...flow(['t trigger', 'n nap', 'e end'], ['t > n', 'n > e'], { n: { minutes: 1 } }),
        nodes: [
          { id: 't', kind: 'trigger', version: 0, config: { event: 'cart-abandoned' } },
          { id: 'n', kind: 'nap', version: 9, config: { minutes: 1 } },
          { id: 'e', kind: 'end', version: 0, config: {} },
        ],
      },
    ],
  ])('%s', (_name, expected, graph) => {
    expect(codes(graph)).toContain(expected);
    for (const { sentence } of validate(graph, toyKinds)) expect(sentence).toMatch(/^["A-Z].*\.$/);
  });

  test('all problems are listed at once, errors first', () => {
    const graph = flow(
      ['t trigger', 'a send', 'x wait', 'u send'],
      ['t > a'],
      { t: { event: '' }, a: { text: '' }, x: { minutes: -1 } },
      { settings: { holdout: 0 } },
    );
    const found = validate(graph, toyKinds);
    expect(found.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['config-invalid', 'unreachable', 'port-unwired', 'no-holdout']),
    );
    const severities = found.map(({ severity }) => severity);
    expect(severities).toEqual(severities.toSorted((left, right) => left.localeCompare(right)));
    expect(found.filter(({ node }) => node === 'x').map(({ field }) => field)).toContain('minutes');
  });

  test('a decision made on one of two branches only is still a warning where they meet', () => {
    const nodes = ['t trigger', 'c when', 'd decide', 's send'];
    const graph = flow(nodes, ['t > c', 'c:yes > d', 'c:no > s', 'd > s'], {
      c: { when: { fact: 'customer.email', operator: 'is-set' } },
      s: { text: 'Hi', uses: ['depth'] },
    });
    expect(codes(graph)).toContain('decision-undecided@s');
    const both = flow([...nodes, 'd2 decide'], ['t > c', 'c:yes > d', 'c:no > d2', 'd > s', 'd2 > s'], {
      c: { when: { fact: 'customer.email', operator: 'is-set' } },
      s: { text: 'Hi', uses: ['depth'] },
    });
    expect(codes(both)).not.toContain('decision-undecided@s');
  });

  test('a condition on a decision counts as using it', () => {
    const graph = flow(['t trigger', 'c when', 'e end'], ['t > c', 'c:yes > e', 'c:no > e'], {
      c: { when: { not: { fact: 'decision.depth', operator: 'is', value: 'deep' } } },
    });
    expect(codes(graph)).toContain('decision-undecided@c');
  });
});

describe('conditions that are not valid', () => {
  const withCondition = (when: unknown) =>
    validate(
      flow(['t trigger', 'c when', 'e end'], ['t > c', 'c:yes > e', 'c:no > e'], { c: { when } }),
      toyKinds,
    )
      .filter(({ node }) => node === 'c')
      .map(({ sentence }) => sentence);
  test.each<[string, unknown, RegExp]>([
    [
      'a comparison that the fact does not take',
      { fact: 'customer.ordersCount', operator: 'contains', value: 1 },
      /cannot be compared by "contains"/,
    ],
    ['a comparison without a value', { fact: 'customer.country', operator: 'is' }, /has no value/],
    [
      'a number that is none',
      { fact: 'customer.ordersCount', operator: 'at-least', value: 'many' },
      /needs a number/,
    ],
    [
      'a list for a comparison that takes one value',
      { fact: 'customer.country', operator: 'is', value: ['DE'] },
      /takes one value/,
    ],
    [
      'days below zero',
      { fact: 'customer.lastOrderAt', operator: 'within-days', value: -1 },
      /not below zero/,
    ],
    [
      'a count of events below zero',
      { event: 'order-placed', measure: 'count', operator: 'at-least', value: -2 },
      /cannot be below zero/,
    ],
    [
      'two windows at once',
      {
        event: 'order-placed',
        measure: 'count',
        operator: 'at-least',
        value: 2,
        withinDays: 3,
        sinceEntry: true,
      },
      /not both/,
    ],
    [
      'a fault deep inside',
      { all: [{ any: [{ not: { fact: 'customer.nothing', operator: 'is', value: 1 } }] }] },
      /no fact called/,
    ],
    [
      'a fault in the condition on counted events',
      {
        event: 'order-placed',
        measure: 'count',
        operator: 'at-least',
        value: 2,
        where: { fact: 'event.nothing', operator: 'is', value: 1 },
      },
      /no fact called/,
    ],
  ])('%s', (_name, when, sentence) => expect(withCondition(when).join(' ')).toMatch(sentence));

  test('free properties of people and events are known by their family', () => {
    expect(
      withCondition({
        all: [
          { fact: 'customer.properties.plan', operator: 'is', value: 'gold' },
          { fact: 'event.properties.x', operator: 'more-than', value: 3 },
        ],
      }),
    ).toEqual([]);
  });
});

describe('graphs of any size and shape', () => {
  test('five thousand steps in a row have no problems', () => {
    const count = 4_990;
    const nodes = ['t trigger', ...Array.from({ length: count }, (_, index) => `w${index} wait`), 'e end'];
    const edges = [
      't > w0',
      ...Array.from({ length: count - 1 }, (_, index) => `w${index} > w${index + 1}`),
      `w${count - 1} > e`,
    ];
    expect(errors(flow(nodes, edges))).toEqual([]);
  });

  test('five thousand messages in one circle without a wait are one problem, not a crash', () => {
    const count = 4_990;
    const nodes = ['t trigger', ...Array.from({ length: count }, (_, index) => `s${index} send`)];
    const edges = [
      't > s0',
      ...Array.from({ length: count }, (_, index) => `s${index} > s${(index + 1) % count}`),
    ];
    expect(errors(flow(nodes, edges)).map(({ code }) => code)).toEqual(['loop-without-wait']);
  });

  const id = fc.constantFrom('a', 'b', 'c', 'd', 'then', 'length', 'name');
  const junk = fc.record({
    schemaVersion: fc.constant(2),
    subject: fc.constantFrom('customer', 'order', 'store'),
    nodes: fc.array(
      fc.record({
        id,
        kind: fc.constantFrom(...Object.keys(toyKinds), 'unknown', 'toString', '__proto__'),
        version: fc.integer({ min: 0, max: 3 }),
        config: fc.oneof(
          fc.constant({ event: 'cart-abandoned' }),
          fc.constant({ minutes: 5 }),
          fc.dictionary(fc.string(), fc.jsonValue()),
        ),
      }),
      { maxLength: 8 },
    ),
    edges: fc.array(
      fc.record({ id, from: id, port: fc.constantFrom('next', 'yes', 'no', 'toString'), to: id }),
      { maxLength: 12 },
    ),
  });
  test('no graph of random content makes the check itself fail', () => {
    fc.assert(
      fc.property(junk, (drawn) => {
        const parsed = graphSchema.safeParse(JSON.parse(JSON.stringify(drawn)));
        if (!parsed.success) return;
        for (const { sentence, code } of validate(parsed.data, toyKinds)) {
          expect(sentence.length).toBeGreaterThan(10);
          expect(code).toMatch(/^[a-z-]+$/);
        }
      }),
      { numRuns: 500 },
    );
  });
});

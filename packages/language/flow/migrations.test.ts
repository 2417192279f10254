import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { GRAPH_VERSION, type Graph } from './graph.ts';
import { attributionByChannel, GRAPH_MIGRATIONS } from './migrations.ts';
import { migrateGraph, parseGraph } from './parse-graph.ts';
import { frozen, randomFlow } from './testing/random-flows.ts';

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

/** The hours of attribution as version 1 kept them: what each stood for is what it has to mean today. */
const formerHours = fc.record(
  {
    emailHours: fc.integer({ min: 1, max: 1_440 }),
    smsClickHours: fc.integer({ min: 1, max: 1_440 }),
    smsDeliveryHours: fc.integer({ min: 0, max: 1_440 }),
  },
  { requiredKeys: [] },
);
type Former = Partial<Record<'emailHours' | 'smsClickHours' | 'smsDeliveryHours', number>>;
const today = ({ emailHours, smsClickHours, smsDeliveryHours }: Former) => ({
  ...(emailHours === undefined ? {} : { email: { opened: emailHours, clicked: emailHours } }),
  ...(smsClickHours === undefined && smsDeliveryHours === undefined
    ? {}
    : {
        sms: {
          ...(smsClickHours === undefined ? {} : { clicked: smsClickHours }),
          ...(smsDeliveryHours === undefined ? {} : { delivered: smsDeliveryHours }),
        },
      }),
});

/** A flow as it was stored by an earlier version. */
const asVersion1 = (graph: Graph, attribution: Former) => ({
  ...copy(graph),
  schemaVersion: 1,
  settings: { ...copy(graph.settings), attribution },
});
const asVersion0 = ({ nodes, edges, settings }: Graph, attribution: Former) =>
  copy({
    nodes,
    settings: { ...settings, attribution },
    edges: edges.map(({ id, from, port, to }) => ({
      id,
      source: from,
      target: to,
      ...(port === 'next' ? {} : { handle: port }),
    })),
  });

describe('a flow stored by an earlier version', () => {
  test.each([
    ['1', asVersion1],
    ['0', asVersion0],
  ])('of version %s is the same flow when it is read today', (_version, stored) => {
    fc.assert(
      fc.property(randomFlow, formerHours, (graph, hours) => {
        const attribution = today(hours);
        expect(parseGraph(stored(graph, hours))).toEqual({
          ...graph,
          settings: { ...graph.settings, attribution },
        });
      }),
      { numRuns: 100 },
    );
  });

  test('is not changed where it is stored', () => {
    fc.assert(
      fc.property(randomFlow, formerHours, (graph, hours) => {
        for (const stored of [asVersion1(graph, hours), asVersion0(graph, hours)])
          expect(parseGraph(frozen(stored))).toEqual(parseGraph(copy(stored)));
      }),
      { numRuns: 50 },
    );
  });

  test('once brought up stays as it is', () => {
    fc.assert(
      fc.property(randomFlow, formerHours, (graph, hours) => {
        for (const stored of [asVersion1(graph, hours), asVersion0(graph, hours)]) {
          const current = migrateGraph(stored);
          expect(migrateGraph(current)).toBe(current);
          expect(parseGraph(parseGraph(stored))).toEqual(parseGraph(stored));
        }
      }),
      { numRuns: 50 },
    );
  });

  test('there is a way up from every version there ever was', () => {
    expect(Object.keys(GRAPH_MIGRATIONS).map(Number)).toEqual(
      Array.from({ length: GRAPH_VERSION }, (_, version) => version),
    );
  });
});

describe('hours of attribution', () => {
  test('by name become hours by channel, each once', () => {
    fc.assert(
      fc.property(formerHours, (hours) => {
        expect(attributionByChannel(hours)).toEqual(today(hours));
        expect(attributionByChannel(attributionByChannel(hours))).toEqual(today(hours));
      }),
    );
  });

  test('that are by channel already are the very same', () => {
    const hours = { email: { opened: 5 }, pigeon: { delivered: 1 } };
    expect(attributionByChannel(hours)).toBe(hours);
  });

  test.each([[null], [undefined], ['12'], [12], [[1, 2]]])(
    '%j are left for the reader to refuse',
    (hours) => {
      expect(attributionByChannel(hours)).toBe(hours);
    },
  );

  test('beside hours by channel are joined with them', () => {
    expect(attributionByChannel({ sms: { clicked: 4 }, smsDeliveryHours: 2 })).toEqual({
      sms: { clicked: 4, delivered: 2 },
    });
  });
});

describe('a stored flow that says no version it could have', () => {
  const refusalOf = (schemaVersion: unknown) => {
    try {
      parseGraph({ schemaVersion, subject: 'customer', nodes: [], edges: [] });
      return null;
    } catch (error) {
      return isMillraceError(error) ? error.code : error;
    }
  };
  test.each([
    [GRAPH_VERSION, null],
    [GRAPH_VERSION + 1, 'graph-too-new'],
    [1e9, 'graph-too-new'],
    [-1, 'input-invalid'],
    [0.5, 'input-invalid'],
    [Number.NaN, 'input-invalid'],
  ])('%s: %s', (version, code) => {
    expect(refusalOf(version)).toBe(code);
  });
  test.each([[undefined], [null], ['1']])('%j counts as one from before versions were written', (version) => {
    expect(refusalOf(version)).toBeNull();
  });
});

describe('connections of version 0', () => {
  const edgesOf = (edges: unknown) =>
    parseGraph({ nodes: [{ id: 'a', kind: 'wait' }], edges } as never).edges;
  test('without a name or a way get one', () => {
    expect(edgesOf([{ source: 'a', target: 'a' }])).toEqual([
      { id: 'edge-1', from: 'a', port: 'next', to: 'a' },
    ]);
  });
  test('that have both names already keep what they have', () => {
    expect(edgesOf([{ id: 'own', from: 'a', to: 'a', port: 'yes' }])).toEqual([
      { id: 'own', from: 'a', to: 'a', port: 'yes' },
    ]);
  });
  test('that are none at all count as no connections', () => {
    expect(edgesOf(undefined)).toEqual([]);
    expect(edgesOf('none')).toEqual([]);
  });
});

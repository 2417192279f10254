import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { isMillraceError } from '@millrace/base';
import { migrateGraph, parseGraph } from './parse-graph.ts';
import { flow } from './testing/index.ts';
import { bringUpPlan } from './stored-plan.ts';
import type { Plan } from './plan.ts';
import version1 from './fixtures/graph-version-1.json' with { type: 'json' };

const refusal = (json: unknown) => {
  try {
    parseGraph(json);
    return null;
  } catch (error) {
    return isMillraceError(error) ? error : null;
  }
};

describe('reading a stored flow', () => {
  test('fills in settings a marketer never touched', () => {
    const { settings } = parseGraph({ schemaVersion: 2, subject: 'customer', nodes: [], edges: [] });
    expect(settings).toMatchObject({
      outcome: 'order-placed',
      holdout: 0.1,
      outcomeDays: 30,
      purpose: 'marketing',
      attribution: {},
    });
  });

  test('a flow stored before notes existed has none', () => {
    expect(parseGraph({ schemaVersion: 1, subject: 'customer', nodes: [], edges: [] }).notes).toEqual([]);
  });

  test('notes are kept as they are, and invalid ones are refused', () => {
    const note = {
      id: 'note-k7d2',
      text: 'Two mails only.\nAgreed with Ann.',
      position: { x: -40, y: 12.5 },
    };
    const graph = { schemaVersion: 1, subject: 'customer', nodes: [], edges: [] };
    expect(parseGraph({ ...graph, notes: [note] }).notes).toEqual([note]);
    expect(refusal({ ...graph, notes: [{ ...note, colour: 'red' }] })?.code).toBe('input-invalid');
    expect(refusal({ ...graph, notes: [{ ...note, text: 'x'.repeat(2_001) }] })?.code).toBe('input-invalid');
  });

  test('a flow of version 1 keeps its hours of attribution, by channel', () => {
    const { settings, nodes, edges } = parseGraph(version1);
    expect(settings.attribution).toEqual({
      email: { opened: 72, clicked: 72 },
      sms: { clicked: 96, delivered: 6 },
    });
    expect({ ...settings, attribution: null }).toEqual({ ...version1.settings, attribution: null });
    expect([nodes, edges]).toEqual([version1.nodes, version1.edges]);
  });

  test('a flow of version 1 keeps the hours it has, and takes the rest from its channels', () => {
    const of = (attribution: unknown) =>
      parseGraph({ ...version1, settings: { attribution } }).settings.attribution;
    expect(of({ smsDeliveryHours: 1 })).toEqual({ sms: { delivered: 1 } });
    expect(of({})).toEqual({});
    expect(parseGraph({ ...version1, settings: {} }).settings.attribution).toEqual({});
    expect(parseGraph(parseGraph(version1))).toEqual(parseGraph(version1));
  });

  test('impossible hours are refused in both forms', () => {
    const of = (schemaVersion: number, attribution: unknown) =>
      refusal({ schemaVersion, subject: 'customer', nodes: [], edges: [], settings: { attribution } })?.code;
    expect(of(1, { emailHours: 0 })).toBe('input-invalid');
    expect(of(1, { emailHours: 'x', other: 1 })).toBe('input-invalid');
    expect(of(2, { email: { opened: 2_000 } })).toBe('input-invalid');
    expect(of(2, { email: { read: 2 } })).toBe('input-invalid');
  });

  test('a plan published by an earlier release is read with its hours by channel, and is not changed', () => {
    const stored = {
      planVersion: 1,
      nodes: [],
      settings: structuredClone(version1.settings),
    } as unknown as Plan;
    expect(bringUpPlan(stored).settings.attribution).toEqual({
      email: { opened: 72, clicked: 72 },
      sms: { clicked: 96, delivered: 6 },
    });
    expect(stored.settings).toEqual(version1.settings);
    const now = bringUpPlan(stored);
    expect(bringUpPlan(now)).toBe(now);
  });

  test('a flow of version 0 is read with its connections renamed', () => {
    const old = {
      nodes: [
        { id: 'a', kind: 'trigger', config: {} },
        { id: 'b', kind: 'end', config: {} },
      ],
      edges: [
        { source: 'a', target: 'b', handle: 'next' },
        { source: 'b', target: 'a' },
      ],
    };
    expect(parseGraph(old)).toMatchObject({
      schemaVersion: 2,
      subject: 'customer',
      edges: [
        { id: 'edge-1', from: 'a', port: 'next', to: 'b' },
        { id: 'edge-2', from: 'b', port: 'next', to: 'a' },
      ],
    });
  });

  test('a flow of today is left as it is', () => {
    const graph = flow(['t trigger', 's send'], ['t > s']);
    expect(migrateGraph(graph)).toBe(graph);
    expect(parseGraph(JSON.parse(JSON.stringify(graph)))).toEqual(graph);
  });

  test('a flow from a newer Millrace is refused with that reason', () => {
    expect(refusal({ schemaVersion: 3, subject: 'customer', nodes: [], edges: [] })?.code).toBe(
      'graph-too-new',
    );
  });

  test.each<[string, unknown, RegExp]>([
    ['something that is no object', 'hello', /filled in properly|has to be/],
    [
      'a node without an id',
      { schemaVersion: 1, subject: 'customer', nodes: [{ kind: 'wait' }], edges: [] },
      /nodes\.0\.id: Id is missing/,
    ],
    [
      'an id with blanks',
      { schemaVersion: 1, subject: 'customer', nodes: [{ id: 'a b', kind: 'wait' }], edges: [] },
      /letters, digits/,
    ],
    [
      'an id that every object has a value by',
      { schemaVersion: 1, subject: 'customer', nodes: [{ id: 'constructor', kind: 'wait' }], edges: [] },
      /nodes\.0\.id: An id cannot be a name that every object has/,
    ],
    [
      'a subject there is not',
      { schemaVersion: 1, subject: 'planet', nodes: [], edges: [] },
      /Subject has to be one of/,
    ],
    [
      'a holdout of more than half',
      { schemaVersion: 1, subject: 'customer', nodes: [], edges: [], settings: { holdout: 0.6 } },
      /settings\.holdout: Holdout has to be at most 0\.5/,
    ],
    [
      'something extra',
      { schemaVersion: 1, subject: 'customer', nodes: [], edges: [], colour: 'red' },
      /does not know: colour/,
    ],
    [
      'more nodes than fit',
      {
        schemaVersion: 1,
        subject: 'customer',
        nodes: Array.from({ length: 5_001 }, (_, index) => ({ id: `n${index}`, kind: 'wait' })),
        edges: [],
      },
      /more than 5000/,
    ],
  ])('%s is refused with the field and a sentence', (_name, json, words) => {
    const error = refusal(json);
    expect(error?.code).toBe('input-invalid');
    expect(error?.message).toMatch(words);
  });

  test.each(['__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('the id %s is refused', (id) => {
    const graph = { schemaVersion: 2, subject: 'customer', nodes: [{ id, kind: 'wait' }], edges: [] };
    expect(refusal(JSON.parse(JSON.stringify(graph)))?.code).toBe('input-invalid');
  });

  test('a long list of faults is cut short and says how many more there are', () => {
    const error = refusal({
      schemaVersion: 1,
      subject: 'customer',
      nodes: Array.from({ length: 30 }, () => ({ kind: 'wait' })),
      edges: [],
    });
    expect(error?.message).toMatch(/And 20 more\./);
  });

  test('any input gives a flow or an error with a code', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          fc.record(
            {
              schemaVersion: fc.oneof(fc.integer(), fc.string()),
              nodes: fc.anything(),
              edges: fc.anything(),
            },
            { requiredKeys: [] },
          ),
        ),
        (json) => {
          try {
            expect(parseGraph(json).schemaVersion).toBe(2);
          } catch (error) {
            expect(isMillraceError(error) && ['input-invalid', 'graph-too-new'].includes(error.code)).toBe(
              true,
            );
          }
        },
      ),
      { numRuns: 500 },
    );
  });
});

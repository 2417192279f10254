import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRAPH_VERSION, parseGraph, type Graph } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { TEMPLATES } from '@millrace/templates';
import { arbitraryDraft } from '@millrace/templates/arbitraries';
import { placeNamed } from '../place-named.ts';
import { readFlowFile } from '../read-file.ts';
import type { Reference } from '../references.ts';
import type { FlowFile } from './format.ts';
import { writeFlowFile } from './write.ts';

const SEGMENT = '0198f2a0-0000-7000-8000-00000000000a';
const OTHER = '0198f2a0-0000-7000-8000-00000000000b';
const LIST = '0198f2a0-0000-7000-8000-00000000000c';
const FLOW = '0198f2a0-0000-7000-8000-00000000000d';
const CONNECTION = '0198f2a0-0000-7000-8000-00000000000e';
const MEMBER = 'member-7';
const NAMES: Readonly<Record<string, { name: string; connector?: string }>> = {
  [SEGMENT]: { name: 'VIP' },
  [OTHER]: { name: 'Lapsed' },
  [LIST]: { name: 'Wholesale' },
  [FLOW]: { name: 'Win-back' },
  [CONNECTION]: { name: 'Our loyalty system', connector: 'web-api' },
};
const nameOf = ({ id }: Reference) => NAMES[id] ?? { name: `Called ${id}` };

/** What a file becomes in a store that has these ids by name. */
function takenIn(file: FlowFile, ids: Readonly<Record<string, string>>) {
  const reading = readFlowFile({ name: 'flow.json', text: JSON.stringify(file) });
  if ('problem' in reading) throw new Error(reading.problem);
  return placeNamed(
    parseGraph(reading.flow.graph),
    reading.flow.named,
    kinds,
    ({ name }) => ids[name] ?? null,
  );
}
const withoutOwner = (graph: Graph): unknown => {
  const { owner: _, ...settings } = graph.settings;
  return { ...graph, settings };
};
const written = (graph: Graph) => writeFlowFile({ name: 'A flow', graph }, kinds, nameOf);
/** The same store: each thing has the id that it had. */
const same = (graph: Graph) => {
  const file = written(graph);
  const ids = new Map<string, string>();
  writeFlowFile({ name: '', graph }, kinds, (reference) => {
    ids.set(nameOf(reference).name, reference.id);
    return nameOf(reference);
  });
  return takenIn(file, Object.fromEntries(ids)).graph;
};

const naming = parseGraph({
  schemaVersion: GRAPH_VERSION,
  subject: 'customer',
  nodes: [
    { id: 'trigger', kind: 'event-trigger', config: { event: 'order-placed' } },
    {
      id: 'if',
      kind: 'condition',
      name: 'Who?',
      config: {
        paths: [
          {
            id: 'yes',
            name: 'VIP',
            when: {
              all: [
                {
                  fact: 'customer.segments',
                  operator: 'contains',
                  value: SEGMENT,
                  called: { [SEGMENT]: 'VIP' },
                  resolved: { [SEGMENT]: { fact: 'customer.ordersCount', operator: 'at-least', value: 9 } },
                },
                { fact: 'customer.segments', operator: 'is-one-of', value: [SEGMENT, OTHER] },
              ],
            },
          },
        ],
      },
    },
    { id: 'list', kind: 'list-membership', config: { do: 'put-on', list: { id: LIST, name: 'Wholesale' } } },
    { id: 'go', kind: 'go-to-flow', config: { flow: { id: FLOW, name: 'Win-back' } } },
    {
      id: 'call',
      kind: 'http-request',
      config: {
        url: '/members',
        connection: CONNECTION,
        headers: [
          { name: 'X-Api-Key', value: 'sk_live_1234' },
          { name: 'Accept', value: 'application/json' },
        ],
      },
    },
    { id: 'task', kind: 'task', config: { title: 'Call them', who: 'person', person: MEMBER } },
  ],
  edges: [],
  settings: { owner: 'Mia Meier' },
});

describe('a flow as a file', () => {
  test.each(TEMPLATES.map((template) => [template.id, template] as const))(
    '%s comes back as it was',
    (_id, { graph }) => {
      const parsed = parseGraph(graph);
      expect(withoutOwner(same(parsed))).toEqual(withoutOwner(parsed));
    },
  );
  test('any draft comes back as it was', () => {
    fc.assert(
      fc.property(arbitraryDraft(8), (graph) => {
        expect(withoutOwner(same(graph))).toEqual(withoutOwner(graph));
      }),
      { numRuns: 300 },
    );
  });
  test('holds nothing of its store', () => {
    const text = JSON.stringify(written(naming));
    for (const secret of [SEGMENT, OTHER, LIST, FLOW, CONNECTION, MEMBER, 'sk_live_1234', 'Mia', 'resolved'])
      expect(text).not.toContain(secret);
    expect(text).toContain('application/json');
    expect(written(naming).named).toEqual([
      { key: 'ref:segment-1', thing: 'segment', name: 'VIP' },
      { key: 'ref:segment-2', thing: 'segment', name: 'Lapsed' },
      { key: 'ref:list-1', thing: 'list', name: 'Wholesale' },
      { key: 'ref:flow-1', thing: 'flow', name: 'Win-back' },
      { key: 'ref:connection-1', thing: 'connection', name: 'Our loyalty system', connector: 'web-api' },
      { key: 'ref:member-1', thing: 'member', name: '' },
      { key: 'ref:secret-1', thing: 'secret', name: 'X-Api-Key' },
    ]);
  });
  test('names what another store lacks, each with its steps, and leaves it open', () => {
    const { graph, matched, toChoose } = takenIn(written(naming), { Lapsed: 'here-1', 'Win-back': 'here-2' });
    expect(matched.map(({ name }) => name)).toEqual(['Lapsed', 'Win-back']);
    expect(toChoose.map(({ thing, name, steps }) => [thing, name, steps.map(({ title }) => title)])).toEqual([
      ['segment', 'VIP', ['Who?']],
      ['list', 'Wholesale', ['List']],
      ['connection', 'Our loyalty system', ['HTTP request']],
      ['member', '', ['Task for the team']],
      ['secret', 'X-Api-Key', ['HTTP request']],
    ]);
    const config = Object.fromEntries(graph.nodes.map((node) => [node.id, node.config]));
    expect(config['if']).toEqual({
      paths: [
        {
          id: 'yes',
          name: 'VIP',
          when: {
            all: [
              { fact: 'customer.segments', operator: 'contains', called: {} },
              { fact: 'customer.segments', operator: 'is-one-of', value: ['here-1'] },
            ],
          },
        },
      ],
    });
    expect(config['list']).toEqual({ do: 'put-on', list: { id: '', name: 'Wholesale' } });
    expect(config['go']).toEqual({ flow: { id: 'here-2', name: 'Win-back' } });
    expect(config['call']).toMatchObject({
      connection: '',
      headers: [{ value: '' }, { value: 'application/json' }],
    });
    expect(config['task']).toMatchObject({ person: '' });
  });
  test('is the same file every time', () => {
    expect(JSON.stringify(written(naming))).toBe(JSON.stringify(written(naming)));
  });
});

describe('a file that cannot be imported', () => {
  const read = (text: string) => readFlowFile({ name: 'flow.json', text });
  const file = written(naming);
  test.each([
    ['', 'It is empty'],
    ['name,email\nAnn,ann@example.com', 'It is not JSON'],
    ['{"a":1}', 'It holds no flow'],
    ['[]', 'It holds no flow'],
    ['null', 'It holds no flow'],
    [JSON.stringify({ ...file, version: 2 }), 'A newer Millrace wrote it'],
    [JSON.stringify({ ...file, graph: [] }), 'It is damaged at “graph”'],
    [JSON.stringify({ ...file, name: '' }), 'It is damaged at “name”'],
    [JSON.stringify({ ...file, named: [{ key: 'order-placed', thing: 'flow', name: 'x' }] }), 'named.0.key'],
    [JSON.stringify({ ...file, name: 'a\0b' }), 'cannot be stored'],
    [`${'['.repeat(100_000)}`, 'levels deep'],
    [`[${'1,'.repeat(300_000)}1]`, 'values at most'],
    [`"${'x'.repeat(2_000_001)}"`, 'larger than 2 MB'],
  ])('%.40s', (text, problem) => {
    expect(read(text)).toMatchObject({ problem: expect.stringContaining(problem) as string });
  });
  test('is not refused for a byte order mark', () => {
    expect(read(`\uFEFF${JSON.stringify(file)}\n`)).toHaveProperty('flow');
  });
});

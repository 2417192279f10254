import { readGraph } from '@millrace/core/plans';
import { TEMPLATES } from '@millrace/templates';
import { expect, test } from 'vitest';
import { createFlow, getFlow, listFlows, publishFlow } from '../flows/index.ts';
import { createSegment } from '../segments/index.ts';
import { createConnection, listAudit } from '../settings/index.ts';
import { callerWithout } from '../testing/callers.ts';
import { graphOf, node, testStore } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { joinTeam } from '../testing/team.ts';
import { exportFlow, importFlow, previewFlowFile } from './index.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});
const ORDERED = { fact: 'customer.ordersCount', operator: 'at-least', value: 1 } as const;

/** A store with a segment, a list, another flow and a connection, and the graph of a flow that names them all. */
async function furnished(context: Here['store']['context']) {
  const segment = await createSegment(context, { name: 'VIP', condition: ORDERED });
  const list = await createSegment(context, { name: 'Wholesale', condition: null });
  const other = await createFlow(context, { name: 'Win-back' });
  const config = { baseUrl: 'https://loyalty.example.com', headerSecret: 'a-very-secret-key' };
  const connection = await createConnection(context, { connector: 'web-api', name: 'Loyalty', config });
  const graph = graphOf(
    [
      node('trigger', 'segment-trigger', {
        condition: { fact: 'customer.segments', operator: 'contains', value: segment.id },
      }),
      node('list', 'list-membership', { list: { id: list.id, name: 'Wholesale' } }),
      node('call', 'http-request', { url: '/members', connection: connection.id, method: 'GET' }),
      node('go', 'go-to-flow', { flow: { id: other.id, name: 'Win-back' } }),
    ],
    {},
    ['trigger:next>list', 'list:next>call', 'call:next>go'],
  );
  return { graph, ids: [segment.id, list.id, other.id, connection.id] };
}

test('a flow comes back into its store as it was, as a draft', async () => {
  const { context } = here.store;
  const { graph, ids } = await furnished(context);
  const { id } = await createFlow(context, { name: 'Members', graph });
  const file = await exportFlow(context, { id });
  for (const one of ids) expect(JSON.stringify(file)).not.toContain(one);
  const preview = await previewFlowFile(context, { file: JSON.stringify(file), fileName: 'members.json' });
  expect(preview).toMatchObject({
    name: 'Members (2)',
    from: { title: 'Millrace' },
    toChoose: [],
    leftOut: [],
    matched: [
      { thing: 'segment', name: 'VIP' },
      { thing: 'list', name: 'Wholesale' },
      { thing: 'connection', name: 'Loyalty', connector: 'web-api' },
      { thing: 'flow', name: 'Win-back' },
    ],
  });
  expect((await listFlows(context, { limit: 50 })).items).toHaveLength(2);
  const { flow } = await importFlow(context, { file });
  expect(flow).toMatchObject({ name: 'Members (2)', state: 'draft', liveVersion: null });
  expect((await getFlow(context, { id: flow.id })).graph).toEqual((await getFlow(context, { id })).graph);
  expect(preview.problems).toEqual(flow.problems);
  const [entry] = (await listAudit(context, { limit: 1 })).items;
  expect(entry).toMatchObject({
    action: 'flow-created',
    summary: 'Imported the flow Members (2) from a file of Millrace',
  });
});

test('another store is told what it lacks, and cannot publish before it is chosen', async () => {
  const { graph } = await furnished(here.store.context);
  const { id } = await createFlow(here.store.context, { name: 'Members', graph });
  const file = await exportFlow(here.store.context, { id });
  const other = await testStore(here.database.url);
  // A name that two flows have says nothing about which one is meant.
  await createFlow(other.context, { name: 'Win-back' });
  await createFlow(other.context, { name: 'win-back' });
  await createSegment(other.context, { name: 'vip', condition: ORDERED });
  // A segment with a condition is no list.
  await createSegment(other.context, { name: 'Wholesale', condition: ORDERED });
  const made = await importFlow(other.context, { file, name: 'Ours' });
  expect(made.matched.map(({ name }) => name)).toEqual(['VIP']);
  expect(made.toChoose).toMatchObject([
    { thing: 'list', name: 'Wholesale', steps: [{ id: 'list' }] },
    { thing: 'connection', name: 'Loyalty', steps: [{ id: 'call' }] },
    { thing: 'flow', name: 'Win-back', steps: [{ id: 'go' }] },
  ]);
  const errors = made.flow.problems.filter(({ severity }) => severity === 'error').map((one) => one.node);
  expect(new Set(errors)).toEqual(new Set(['list', 'call', 'go']));
  await expect(publishFlow(other.context, { id: made.flow.id })).rejects.toMatchObject({
    code: 'flow-has-problems',
  });
  await other.close();
});

test.each(TEMPLATES.map((template) => [template.id, template] as const))(
  'the gallery flow %s goes through a file unchanged, also through the database',
  async (_id, { graph, title }) => {
    const { context } = here.store;
    const { id } = await createFlow(context, { name: title, graph });
    const { flow, ...report } = await importFlow(context, {
      file: JSON.stringify(await exportFlow(context, { id })),
    });
    expect(flow.graph).toEqual(readGraph(graph));
    expect([report.toChoose, report.leftOut]).toEqual([[], []]);
  },
  60_000,
);

test('an older graph is brought forward, and the flow belongs to who imports it', async () => {
  const mia = await joinTeam(here.database, here.store, 'Mia', 'marketer');
  const file = {
    format: 'millrace-flow',
    version: 1,
    name: 'Old',
    graph: {
      nodes: [
        { id: 'trigger', kind: 'event-trigger', config: { event: 'order-placed' } },
        { id: 'end', kind: 'end' },
      ],
      edges: [{ source: 'trigger', target: 'end' }],
      settings: { owner: 'Somebody else' },
    },
  };
  const { flow } = await importFlow(mia.context, { file });
  expect(flow.graph).toMatchObject({
    schemaVersion: 2,
    edges: [{ from: 'trigger', port: 'next', to: 'end' }],
    settings: { owner: 'Mia' },
  });
});

test.each<[string, unknown, string]>([
  ['text that is no JSON', 'a,b\n1,2', 'flow-file-unreadable'],
  ['JSON that is no flow', { a: 1 }, 'flow-file-unreadable'],
  [
    'a damaged graph',
    { format: 'millrace-flow', version: 1, name: 'x', graph: { schemaVersion: 2, nodes: [7], edges: [] } },
    'flow-file-unreadable',
  ],
  [
    'a graph of a newer release',
    { format: 'millrace-flow', version: 1, name: 'x', graph: { schemaVersion: 99, nodes: [], edges: [] } },
    'graph-too-new',
  ],
])('%s is refused with a reason, and nothing is made', async (_what, file, code) => {
  const { context } = here.store;
  for (const verb of [previewFlowFile, importFlow])
    await expect(verb(context, { file: file as string })).rejects.toMatchObject({ code });
  expect((await listFlows(context, { limit: 5 })).items).toEqual([]);
});

test('a step that this release does not know is a problem of the draft', async () => {
  const graph = graphOf([node('trigger', 'from-the-future'), node('end', 'end')]);
  const file = { format: 'millrace-flow', version: 1, name: 'x', graph } as Record<string, unknown>;
  const { flow } = await importFlow(here.store.context, { file });
  expect(flow.problems.some(({ node: at, severity }) => at === 'trigger' && severity === 'error')).toBe(true);
});

test('needs the permissions of flows', async () => {
  const { id } = await createFlow(here.store.context, { name: 'Mine' });
  const file = await exportFlow(here.store.context, { id });
  await expect(exportFlow(callerWithout(here.store.context, 'flows:read'), { id })).rejects.toMatchObject({
    code: 'not-allowed',
  });
  for (const verb of [previewFlowFile, importFlow])
    await expect(verb(callerWithout(here.store.context, 'flows:write'), { file })).rejects.toMatchObject({
      code: 'not-allowed',
    });
});

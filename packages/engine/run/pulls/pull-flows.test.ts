import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DAY, MINUTE, SECOND } from '@millrace/base';
import { PublishedContract } from '@millrace/connectors/testing';
import { readAutomation } from '@millrace/services/automation';
import { listPulls } from '@millrace/services/pulls';
import { createConnection, deleteConnection, listConnections } from '@millrace/services/settings';
import type { TestStore } from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pullPages } from './pull-pages.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

const contract = new PublishedContract(
  new URL('../../../catalogue/connectors/klaviyo/contract/klaviyo.openapi.json', import.meta.url),
);
const START = Date.UTC(2026, 5, 10, 12);
let store: TestStore;
let klaviyo: Klaviyo;

interface Klaviyo {
  readonly url: string;
  readonly flows: { id: string; name: string; status: string; updated: number; actions: object[] }[];
  readonly problems: string[];
  /** Whether its key may read flows. */
  mayReadFlows: boolean;
  stop(): Promise<unknown>;
}

/** Klaviyo with some flows, which answers only what its published contract allows to ask. */
async function openKlaviyo(): Promise<Klaviyo> {
  const flowOf = ({ id, name, status, actions }: Klaviyo['flows'][number]) => ({
    type: 'flow',
    id,
    attributes: {
      name,
      status,
      archived: false,
      definition: {
        triggers: [{ type: 'metric', id: 'M1', trigger_filter: null }],
        profile_filter: null,
        entry_action_id: 'a1',
        reentry_criteria: { duration: 7, unit: 'day' },
        actions,
      },
    },
  });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', made.url);
    const answer = (status: number, body: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const problem = contract.problem({
      method: request.method as 'GET',
      url: url.href,
      headers: request.headers as Record<string, string>,
      body: null,
    });
    if (problem !== null) {
      made.problems.push(problem);
      return answer(400, { problem });
    }
    const [, , what, id] = url.pathname.split('/');
    if (what === 'flows' && !made.mayReadFlows) return answer(403, { errors: [] });
    if (what === 'flows' && id !== undefined)
      return answer(200, { data: flowOf(made.flows.find((flow) => flow.id === id)!) });
    if (what === 'flows') {
      const since = /greater-than\(updated,(.+)\)/.exec(url.searchParams.get('filter') ?? '')?.[1];
      const changed = made.flows.filter(({ updated }) => updated > (since ? Date.parse(since) : 0));
      return answer(200, { data: changed.map(flowOf), links: { next: null } });
    }
    if (what === 'metrics')
      return answer(200, { data: [{ type: 'metric', id: 'M1', attributes: { name: 'Checkout Started' } }] });
    return answer(200, { data: [], links: { next: null } });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const made: Klaviyo = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    flows: [],
    problems: [],
    mayReadFlows: true,
    stop: () => new Promise((done) => server.close(done)),
  };
  return made;
}

storeForEach({ at: START }, (here) => {
  ({ store } = here);
});
beforeEach(async () => {
  klaviyo = await openKlaviyo();
});
afterEach(async () => {
  await klaviyo.stop();
});

const connect = () =>
  createConnection(store.context, {
    connector: 'klaviyo',
    config: { apiKey: `pk_${'0'.repeat(34)}`, apiAddress: klaviyo.url },
  });
async function pages(count: number) {
  for (let page = 0; page < count; page += 1) {
    await pullPages(store.db, store.contextOf);
    store.clock.pass(SECOND);
  }
}
const found = async () =>
  (await readAutomation(store.context, {})).elsewhere.map(({ name, problem }) => [name, problem]);
const mail = (name = 'One') => ({
  id: 'a1',
  type: 'send-email',
  links: { next: null },
  data: { status: 'live', message: { id: 'm1', name, subject_line: name, from_email: 'shop@example.com' } },
});
const flow = (id: string, change: object = {}) => ({
  id,
  name: `Flow ${id}`,
  status: 'live',
  updated: START - DAY,
  actions: [mail()],
  ...change,
});

test('flows of Klaviyo come by themselves, follow what changes there, and go with the connection', async () => {
  klaviyo.flows.push(
    flow('F1'),
    flow('F2', { status: 'draft' }),
    flow('F3', { actions: [mail('Zero \u0000')] }),
    flow('F4', { name: 'Zero \u0000', actions: [{ ...mail(), type: 'zero \u0000' }] }),
  );
  const { id } = await connect();
  await pages(12);
  expect(klaviyo.problems).toEqual([]);
  expect(await found()).toEqual([
    ['Flow F1', null],
    ['Flow F3', expect.stringContaining('cannot be stored') as string],
    ['Zero', expect.stringContaining('cannot be stored') as string],
  ]);
  Object.assign(klaviyo.flows[0]!, { status: 'manual', updated: store.clock.now() + MINUTE });
  Object.assign(klaviyo.flows[1]!, { status: 'live', updated: store.clock.now() + MINUTE });
  store.clock.pass(10 * MINUTE);
  await pages(14);
  expect(klaviyo.problems).toEqual([]);
  expect((await found()).map(([name]) => name)).toEqual(['Flow F2', 'Flow F3', 'Zero']);
  await deleteConnection(store.context, { id });
  expect(await found()).toEqual([]);
  const [left] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ n: number }[]>`select count(*)::int as n from outside_flows`,
  );
  expect(left?.n).toBe(0);
});

test('a key that may not read flows is told so, is no fault of the connection, and works once it may', async () => {
  klaviyo.mayReadFlows = false;
  klaviyo.flows.push(flow('F1'));
  await connect();
  await pages(6);
  const pulls = Object.fromEntries(
    (await listPulls(store.context, {}))
      .filter(({ kind }) => kind === 'history')
      .map((one) => [one.resource, one]),
  );
  expect(pulls['flows']?.problem).toContain('Flows, Lists and Segments, read');
  expect(pulls['profiles']?.state).toBe('done');
  const [connection] = await listConnections(store.context, {});
  expect(JSON.stringify(connection)).not.toContain('403');
  klaviyo.mayReadFlows = true;
  store.clock.pass(DAY);
  await pages(12);
  expect((await found()).map(([name]) => name)).toEqual(['Flow F1']);
});

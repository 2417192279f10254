import { MINUTE } from '@millrace/base';
import { ACT_CAPABILITIES } from '@millrace/connectors/acts';
import type { Context } from '@millrace/core/verb';
import { carrierFor } from '@millrace/run/calls';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { listAudit } from '../settings/audit.ts';
import { createConnection, updateConnection } from '../settings/connections.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { everyPage, graphOf, node, outside, type Outside } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { ableOf, secretsOf } from './able.ts';
import { listCarriers } from './list-carriers.ts';
import { getCall, listCalls } from './read-calls.ts';
import { resolveUnknownCall } from './resolve-call.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

/** What the other system answers to each. */
const ANSWERS: Readonly<Record<string, number>> = { ann: 200, bob: 500, eve: 500, cat: 422, dan: 429 };
let here: OneStore;
let context: Context;
let server: Outside;
let flow: string;
let mends = false;

oneStore(async (made) => {
  here = made;
  ({ context } = made.store);
  const nameIn = (path: string) => /\/(\w+)@/.exec(decodeURIComponent(path))?.[1] ?? '';
  server = await outside(({ path }) => ({ status: mends ? 200 : (ANSWERS[nameIn(path)] ?? 200) }));
  const connection = await createConnection(context, {
    connector: 'web-api',
    name: 'Members',
    config: { baseUrl: server.url, headerName: 'X-Key', headerSecret: 'very-secret' },
  });
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'signed-up' }),
    node('tag', 'update-profile', { do: 'add-tag', tag: 'asked' }),
    node('act', 'http-request', { url: '/{{ customer.email }}', connection: connection.id }),
    node('end', 'end'),
  ]);
  flow = (await createFlow(context, { name: 'Members', graph })).id;
  await publishFlow(context, { id: flow });
  for (const name of Object.keys(ANSWERS)) {
    await made.shop.send('signed-up', made.shop.person(name, { lastName: 'Field' }));
    await made.host.pass(MINUTE);
  }
});
afterAll(() => server.close());

const calls = async (more: object = {}) => (await listCalls(context, { limit: 200, ...more })).items;
const requests = async () => (await calls()).filter(({ capability }) => capability === 'web-request');
const callOf = async (name: string) =>
  (await requests()).find(({ customerName }) => customerName === `${name} Field`)!;

describe('calls', () => {
  test('tell what became of each, for whom and through what', async () => {
    expect(await callOf('ann')).toMatchObject({
      what: 'HTTP request',
      status: 'done',
      flowId: flow,
      flowName: 'Members',
      node: 'act',
      customerZone: 'UTC',
      connectionName: 'Members',
      attempts: 1,
    });
    expect(await callOf('bob')).toMatchObject({
      status: 'unknown',
      sentence: 'Perhaps done: it answered 500.',
    });
    expect(await callOf('cat')).toMatchObject({ status: 'refused' });
    expect(await callOf('dan')).toMatchObject({ status: 'planned', reason: 'provider-unavailable' });
    expect(JSON.stringify(await calls())).not.toContain('very-secret');
  });

  test('are told one by one as they are listed', async () => {
    for (const call of await calls()) expect(await getCall(context, { id: call.id })).toEqual(call);
    await expect(getCall(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
  });

  test('come newest first, each once, whatever the size of a page', async () => {
    const whole = await calls();
    expect(whole).toHaveLength(2 * Object.keys(ANSWERS).length);
    const order = whole.map(({ plannedAt }) => plannedAt);
    expect(order).toEqual(order.toSorted((left, right) => right - left));
    for (const limit of [1, 3, 200])
      expect(await everyPage((page) => listCalls(context, { ...page, limit }))).toEqual(whole);
  });

  test('are found by person, flow, stay and status, and by all of them at once', async () => {
    const ann = await callOf('ann');
    const whole = await calls();
    const by = { customer: ann.customerId!, flow, enrolment: ann.enrolmentId, status: 'done' } as const;
    for (const [field, value] of Object.entries(by)) {
      const name = { customer: 'customerId', flow: 'flowId', enrolment: 'enrolmentId', status: 'status' }[
        field
      ]!;
      expect(await calls({ [field]: value })).toEqual(
        whole.filter((call) => (call as unknown as Record<string, unknown>)[name] === value),
      );
    }
    expect((await calls(by)).map(({ capability }) => capability).sort()).toEqual([
      'change-profile',
      'web-request',
    ]);
    for (const field of ['customer', 'flow', 'enrolment'])
      expect(await calls({ [field]: NO_ID })).toEqual([]);
    await expect(calls({ status: 'lost' })).rejects.toMatchObject({ code: 'input-invalid' });
  });

  test('of one workspace are nothing to another, nor to whoever may not read messages', async () => {
    const { id } = await callOf('bob');
    const stranger = await here.store.other();
    expect((await listCalls(stranger, {})).items).toEqual([]);
    await expect(getCall(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(resolveUnknownCall(stranger, { id, happened: true })).rejects.toMatchObject({
      code: 'not-found',
    });
    const blind = callerWithout(context, 'messages:read');
    await expect(listCalls(blind, {})).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(getCall(blind, { id })).rejects.toMatchObject({ code: 'not-allowed' });
  });
});

describe('a call in doubt', () => {
  test.each([
    ['bob', true, { status: 'done', reason: null }, 'Confirmed that an action happened'],
    ['eve', false, { status: 'failed', reason: 'did-not-happen' }, 'Found that an action did not happen'],
  ] as const)('of %s ends once with what a person says: %s', async (name, happened, end, summary) => {
    const { id } = await callOf(name);
    const may = callerWithout(context, 'flows:publish');
    await expect(resolveUnknownCall(may, { id, happened })).rejects.toMatchObject({ code: 'not-allowed' });
    expect(await resolveUnknownCall(context, { id, happened })).toEqual({ id, happened });
    expect(await getCall(context, { id })).toMatchObject({ ...end, settledAt: here.store.clock.now() });
    for (const again of [true, false])
      await expect(resolveUnknownCall(context, { id, happened: again })).rejects.toMatchObject({
        code: 'not-found',
      });
    expect((await listAudit(context, { subject: id })).items).toMatchObject([{ summary }]);
  });

  test('is one that nobody could tell about, and no other', async () => {
    for (const name of ['ann', 'cat', 'dan']) {
      const { id, status } = await callOf(name);
      await expect(resolveUnknownCall(context, { id, happened: true })).rejects.toMatchObject({
        code: 'not-found',
      });
      expect((await getCall(context, { id })).status).toBe(status);
    }
  });
});

test('what waits for a system that did not take it is asked again at once when its connection is set right', async () => {
  const { id } = await callOf('dan');
  const [connection] = await listCarriers(context, { capability: 'web-request' });
  mends = true;
  await updateConnection(context, { id: connection!.id, name: 'Members, once more' });
  await here.host.settle();
  expect(await getCall(context, { id })).toMatchObject({
    status: 'done',
    connectionName: 'Members, once more',
  });
});

describe('who can be asked for something', () => {
  test('is whom a step may name, with or without what it takes, and is told by name alone', async () => {
    const shop = { shopDomain: 'fern.myshopify.com', webhookSecret: 'not-a-real-secret' };
    const connect = (name: string, connector: string, config: object) =>
      createConnection(context, { connector, name, config: config as Record<string, unknown> });
    const all = [
      await connect('Shop without a token', 'shopify', shop),
      await connect('Shop', 'shopify', { ...shop, shopDomain: 'moss.myshopify.com', accessToken: 'shpat_x' }),
      await connect('Off', 'shopify', { ...shop, shopDomain: 'off.myshopify.com', accessToken: 'shpat_y' }),
    ];
    await updateConnection(context, { id: all[2]!.id, disabled: true });
    const every = await here.inStore((tx) => tx<{ id: string }[]>`select id from connections`);
    for (const { id: capability } of ACT_CAPABILITIES) {
      const taken = await here.inStore(async (tx) => {
        const ids: string[] = [];
        for (const { id } of every)
          if (await carrierFor(tx, capability, id, null, secretsOf(context))) ids.push(id);
        return ids.sort();
      });
      const listed = await listCarriers(context, { capability });
      expect(listed.map(({ id }) => id).sort(), capability).toEqual(taken);
      expect(JSON.stringify(listed)).not.toContain('shpat');
    }
    expect(await listCarriers(context, { capability: 'make-code' })).toEqual([
      { id: all[1]!.id, name: 'Shop', title: 'Shopify' },
    ]);
  });

  test('is nobody for what there is not, and nobody of another workspace', async () => {
    expect(await listCarriers(context, { capability: 'make-tea' })).toEqual([]);
    expect(await listCarriers(await here.store.other(), { capability: 'web-request' })).toEqual([]);
    for (const capability of ['', 'x'.repeat(61)])
      await expect(listCarriers(context, { capability })).rejects.toMatchObject({ code: 'input-invalid' });
  });

  test('makes able whoever has it, and leaves what we do ourselves to everybody', async () => {
    const able = await here.inStore((tx) => ableOf(tx, context));
    expect(able).toEqual(expect.arrayContaining(['make-code', 'web-request', 'change-profile']));
    const stranger = await here.store.other();
    const theirs = await here.store.db.inWorkspace(stranger.workspaceId, (tx) => ableOf(tx, stranger));
    expect(theirs).toContain('change-profile');
    expect(theirs).not.toContain('make-code');
  });
});

import { listCalls, resolveUnknownCall } from '@millrace/services/calls';
import { eraseCustomer, getCustomer } from '@millrace/services/customers';
import { getEnrolment, listEnrolments } from '@millrace/services/enrolments';
import { createFlow, pauseFlow, publishFlow, resumeFlow, stopFlow } from '@millrace/services/flows';
import { createConnection, useKillSwitch } from '@millrace/services/settings';
import type { VirtualHost } from '@millrace/services/testing';
import {
  graphOf,
  node,
  outside,
  wait,
  type Asked,
  type Drawn,
  type Said,
  type TestStore,
} from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let store: TestStore;
let host: VirtualHost;
const stops: (() => Promise<unknown>)[] = [];

storeForEach({ recounts: true }, (here) => {
  ({ store, host } = here);
});
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

async function listening(answer: (asked: Asked, count: number) => Said) {
  const server = await outside(answer);
  stops.push(server.close);
  return server;
}

async function live(nodes: readonly Drawn[], edges?: readonly string[], holdout = 0) {
  const graph = graphOf(
    [node('trigger', 'event-trigger', { event: 'signed-up' }), ...nodes],
    { holdout },
    edges,
  );
  const flow = await createFlow(store.context, { name: 'Acts', graph });
  await publishFlow(store.context, { id: flow.id });
  return flow.id;
}

async function signUp(name = 'ann', properties: Record<string, unknown> = {}) {
  const customer = {
    email: `${name}@example.com`,
    firstName: 'Ann “the” "Great"',
    consent: { email: { state: 'subscribed' } },
  };
  const report = await ingestEvents(store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    { id: `${name}-up-${store.clock.now()}`, type: 'signed-up', customer, properties },
  ]);
  expect(report.refused).toEqual([]);
  await host.settle();
  const { items } = await listEnrolments(store.context, {});
  return items.find(
    ({ customerEmail, endReason }) => customerEmail === customer.email && endReason !== 'flow-stopped',
  )!;
}

const calls = async () => (await listCalls(store.context, {})).items;
const story = async (enrolment: string) => (await getEnrolment(store.context, { id: enrolment })).trace;
const portsOf = async (enrolment: string) =>
  (await story(enrolment)).flatMap(({ node: at, port }) => (port ? [`${at}:${port}`] : []));
const post = (id: string, url: string, config: Record<string, unknown> = {}) =>
  node(id, 'http-request', { url, ...config });
const ways = ['trigger:next>act', 'act:next>yes', 'act:refused>no', 'act:failed>no', 'act:unknown>no'];
const ends = [node('yes', 'end'), node('no', 'end')];

describe('what we know of a person', () => {
  test('changes at once: the next step sees the new tag, and no outside system is called', async () => {
    await live(
      [
        node('act', 'update-profile', { do: 'add-tag', tag: 'from {{ event.properties.source }}' }),
        node('if', 'condition', {
          paths: [{ when: { fact: 'customer.tags', operator: 'contains', value: 'from fair' } }],
        }),
        ...ends,
      ],
      ['trigger:next>act', 'act:next>if', 'if:path-1>yes', 'if:else>no'],
    );
    const { id, customerId } = await signUp('ann', { source: 'fair' });
    expect((await getCustomer(store.context, { id: customerId! })).tags).toEqual(['from fair']);
    expect(await portsOf(id)).toEqual(['trigger:next', 'act:next', 'if:path-1']);
    expect(await calls()).toMatchObject([{ status: 'done', capability: 'change-profile', attempts: 0 }]);
  });

  test('gets properties of the chosen kind, and values of another kind are not written', async () => {
    await live([
      node('one', 'update-profile', {
        do: 'set-property',
        name: 'points',
        type: 'number',
        value: '{{ event.properties.points }}',
      }),
      node('two', 'update-profile', {
        do: 'set-property',
        name: 'age',
        type: 'number',
        value: '{{ customer.firstName }}',
      }),
      node('three', 'update-profile', { do: 'set-property', name: 'gone', value: 'x' }),
      node('four', 'update-profile', { do: 'clear-property', name: 'gone' }),
      node('end', 'end'),
    ]);
    const { id, customerId } = await signUp('ann', { points: 12 });
    expect((await getCustomer(store.context, { id: customerId! })).properties).toEqual({ points: 12 });
    expect((await calls()).map(({ node: at, status }) => `${at} ${status}`).sort()).toEqual([
      'four done',
      'one done',
      'three done',
      'two refused',
    ]);
    expect(
      (await story(id)).find(({ what, node: at }) => what === 'answered' && at === 'two')?.sentence,
    ).toBe('Not done: the value of age is not a number for this person.');
  });

  test('does not change for people in the holdout, who take the same branch', async () => {
    await live([node('act', 'update-profile', { tag: 'vip' }), node('end', 'end')], undefined, 0.5);
    const seen = new Set<string>();
    for (let index = 0; index < 12; index += 1) {
      const { heldOut, customerId } = await signUp(`p${index}`);
      const { tags } = await getCustomer(store.context, { id: customerId! });
      expect(tags).toEqual(heldOut ? [] : ['vip']);
      seen.add(String(heldOut));
    }
    expect(seen.size).toBe(2);
  });
});

describe('a request', () => {
  test('is filled in for the person without breaking its JSON, carries a key, and later steps use its answer', async () => {
    const server = await listening(() => ({
      status: 201,
      body: { member: { tier: 'gold', points: '41', active: true, extra: 1 } },
    }));
    await live(
      [
        post('act', `${server.url}/members/{{ customer.firstName }}?from={{ customer.email }}`, {
          headers: [{ name: 'X-Who', value: 'who {{ customer.email }}' }],
          body: '{ "name": "Dear {{ customer.firstName }}", "orders": {{ customer.ordersCount }}, "list": [{{ customer.email }}] }',
          keep: [
            { path: 'member.tier', name: 'tier' },
            { path: 'member.points', name: 'points', type: 'number' },
            { path: 'member.none', name: 'none' },
          ],
        }),
        node('if', 'condition', {
          paths: [
            {
              when: {
                all: [
                  { fact: 'decision.tier', operator: 'is', value: 'gold' },
                  { fact: 'decision.points', operator: 'more-than', value: 40 },
                ],
              },
            },
          ],
        }),
        ...ends,
      ],
      ['trigger:next>act', 'act:next>if', 'if:path-1>yes', 'if:else>no'],
    );
    const { id } = await signUp();
    expect(await portsOf(id)).toContain('if:path-1');
    const [asked] = server.asked;
    expect(server.asked).toHaveLength(1);
    expect(asked?.path).toBe(`/members/${encodeURIComponent('Ann “the” "Great"')}?from=ann%40example.com`);
    expect(JSON.parse(asked!.body)).toEqual({
      name: 'Dear Ann “the” "Great"',
      orders: 0,
      list: ['ann@example.com'],
    });
    expect(asked?.headers).toMatchObject({
      'x-who': 'who ann@example.com',
      'content-type': 'application/json',
    });
    const [call] = await calls();
    expect(asked?.headers['idempotency-key']).toBe(call?.id);
    expect(call).toMatchObject({ status: 'done', result: { tier: 'gold', points: 41, none: null } });
    const [kept] = await store.db.inWorkspace(store.context.workspaceId, (tx) => tx`select texts from calls`);
    expect(kept).toEqual({ texts: null });
  });

  test('that is refused, and one that fails for a whole day, leave by separate branches', async () => {
    const server = await listening(({ path }) => ({ status: path === '/no' ? 422 : 429 }));
    const config = { ifNotDone: 'ways' };
    await live([post('act', `${server.url}/no`, config), ...ends], ways);
    const first = await signUp('ann');
    expect(await portsOf(first.id)).toContain('act:refused');
    await stopFlow(store.context, { id: first.flowId });
    await live([post('act', `${server.url}/busy`, config), ...ends], ways);
    const { id } = await signUp('bob');
    await host.pass(2 * DAY);
    expect(await portsOf(id)).toContain('act:failed');
    expect(server.asked.filter(({ path }) => path === '/busy').length).toBeGreaterThan(5);
    expect(await calls()).toContainEqual(
      expect.objectContaining({ status: 'failed', reason: 'provider-unavailable' }),
    );
  });

  test.each([
    ['GET', {}, 2, 'done'],
    ['PUT', {}, 2, 'done'],
    ['POST', { honoursKey: true }, 2, 'done'],
    ['POST', {}, 1, 'unknown'],
    ['PATCH', {}, 1, 'unknown'],
  ] as const)(
    'whose answer never came: %s with %j is made %i times, and is then %s',
    async (method, config, times, status) => {
      const server = await listening((_asked, count) =>
        count === 1 ? { status: 200, breaks: true } : { status: 200 },
      );
      await live([post('act', server.url, { method, ...config, ifNotDone: 'ways' }), ...ends], ways);
      const { id } = await signUp();
      await host.pass(HOUR);
      expect(server.asked).toHaveLength(times);
      expect(new Set(server.asked.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
      expect((await calls())[0]?.status).toBe(status);
      expect(await portsOf(id)).toContain(status === 'done' ? 'act:next' : 'act:unknown');
    },
  );

  test('in doubt waits for a person, who decides what happened', async () => {
    const server = await listening(() => ({ status: 500 }));
    await live([post('act', server.url), node('end', 'end')]);
    await signUp();
    const [call] = await calls();
    expect(call).toMatchObject({ status: 'unknown', sentence: 'Perhaps done: it answered 500.' });
    await resolveUnknownCall(store.context, { id: call!.id, happened: false });
    expect((await calls())[0]).toMatchObject({ status: 'failed', reason: 'did-not-happen' });
    await expect(resolveUnknownCall(store.context, { id: call!.id, happened: true })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('through a connection carries its secret there and nowhere else, not even after a redirect', async () => {
    const elsewhere = await listening(() => ({ status: 200, body: { tier: 'none' } }));
    const server = await listening(({ path }) =>
      path === '/base/go'
        ? { status: 302, headers: { location: `${elsewhere.url}/taken` } }
        : { status: 200 },
    );
    const connection = await createConnection(store.context, {
      connector: 'web-api',
      config: { baseUrl: `${server.url}/base`, headerName: 'X-Key', headerSecret: 'very-secret' },
    });
    await live([
      post('one', '/members', { connection: connection.id }),
      post('two', '/go', { connection: connection.id, method: 'GET' }),
      post('three', `${elsewhere.url}/straight`, { connection: connection.id }),
      node('end', 'end'),
    ]);
    const { id } = await signUp();
    await host.pass(MINUTE);
    expect(server.asked.map(({ path, headers }) => [path, headers['x-key']])).toEqual([
      ['/base/members', 'very-secret'],
      ['/base/go', 'very-secret'],
    ]);
    expect(elsewhere.asked.map(({ path, headers }) => [path, headers['x-key']])).toEqual([
      ['/taken', undefined],
    ]);
    expect(
      (await story(id)).find(({ what, node: at }) => what === 'answered' && at === 'three')?.sentence,
    ).toMatch(/^Not done: the connection is for /);
    const everything = JSON.stringify(
      await store.db.inWorkspace(store.context.workspaceId, (tx) => tx`select * from calls`),
    );
    expect(everything).not.toContain('very-secret');
  });

  test('of a paused flow waits, and is made when the flow is resumed', async () => {
    const server = await listening(() => ({ status: 200 }));
    const flow = await live([wait('wait', 1, 'hours'), post('act', server.url), node('end', 'end')]);
    await signUp();
    await pauseFlow(store.context, { id: flow });
    await host.pass(2 * HOUR);
    expect(server.asked).toHaveLength(0);
    await resumeFlow(store.context, { id: flow, overdue: 'send-now' });
    await host.pass(MINUTE);
    expect(server.asked).toHaveLength(1);
  });

  test('waits during an emergency stop, and is made as soon as it is lifted', async () => {
    const server = await listening(() => ({ status: 200 }));
    await useKillSwitch(store.context, { scope: 'all', on: true });
    await live([post('act', server.url), node('end', 'end')]);
    await signUp();
    await host.pass(2 * HOUR);
    expect(server.asked).toHaveLength(0);
    expect((await calls())[0]).toMatchObject({
      status: 'planned',
      sentence: 'Waits: the emergency stop is on.',
    });
    await useKillSwitch(store.context, { scope: 'all', on: false });
    await host.settle();
    expect(server.asked).toHaveLength(1);
  });

  test('of a person who left the flow is not made', async () => {
    const server = await listening(() => ({ status: 429 }));
    const flow = await live([post('act', server.url), node('end', 'end')]);
    await signUp();
    await stopFlow(store.context, { id: flow });
    await host.pass(2 * DAY);
    expect(server.asked).toHaveLength(1);
    expect((await calls())[0]).toMatchObject({ status: 'skipped', reason: 'flow-stopped' });
  });

  test('of an erased person keeps neither the request nor the response', async () => {
    const server = await listening(() => ({ status: 200, body: { tier: 'gold for ann@example.com' } }));
    await live([
      post('act', `${server.url}/{{ customer.email }}`, { keep: [{ path: 'tier', name: 'tier' }] }),
      node('end', 'end'),
    ]);
    const { customerId } = await signUp();
    await eraseCustomer(store.context, { id: customerId! });
    const rows = JSON.stringify(
      await store.db.inWorkspace(store.context.workspaceId, (tx) => tx`select * from calls`),
    );
    expect(rows).not.toContain('ann@example.com');
    expect(rows).not.toContain('gold');
  });
});

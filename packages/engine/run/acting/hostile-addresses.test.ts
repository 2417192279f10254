import { listCalls } from '@millrace/services/calls';
import { createFlow, publishFlow } from '@millrace/services/flows';
import {
  graphOf,
  node,
  outside,
  testStore,
  VirtualHost,
  type Outside,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';

let database: TestDatabase;
let store: TestStore;
/** The one internal machine that may be called, and one that may not. */
let allowed: Outside;
let forbidden: Outside;
let leadsTo = '';

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  allowed = await outside(() =>
    leadsTo === '' ? { status: 200 } : { status: 302, headers: { location: leadsTo } },
  );
  forbidden = await outside(() => ({ status: 200, body: { secret: 'of the network' } }));
  process.env['MILLRACE_ALLOW_INTERNAL'] = allowed.url.replace('http://', '');
});
afterAll(async () => {
  delete process.env['MILLRACE_ALLOW_INTERNAL'];
  await allowed.close();
  await forbidden.close();
  await store.close();
  await database.drop();
});

const portOf = (server: Outside) => new URL(server.url).port;

/** Makes a GET request to this address through a flow and returns the result. */
async function call(url: string) {
  const context = await store.other();
  const config = { method: 'GET', url, keep: [{ path: 'secret', name: 'secret' }] };
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'signed-up' }),
    node('act', 'http-request', config),
    node('end', 'end'),
  ]);
  const flow = await createFlow(context, { name: 'Hostile', graph });
  await publishFlow(context, { id: flow.id });
  await ingestEvents(context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
    { id: 'up', type: 'signed-up', customer: { email: 'a@example.com' } },
  ]);
  await new VirtualHost(store).settle();
  return (await listCalls(context, {})).items[0];
}

const INSIDE = () => [
  forbidden.url,
  `http://localhost:${portOf(forbidden)}/`,
  `http://[::1]:${portOf(forbidden)}/`,
  `http://[::ffff:127.0.0.1]:${portOf(forbidden)}/`,
  `http://0.0.0.0:${portOf(forbidden)}/`,
  `http://2130706433:${portOf(forbidden)}/`,
  `http://0x7f.1:${portOf(forbidden)}/`,
  `http://127.1:${portOf(forbidden)}/`,
  'http://169.254.169.254/latest/meta-data/',
  'http://10.0.0.1/',
  'http://192.168.1.1/',
  'http://[fd00::1]/',
];

describe('an address inside the network', () => {
  test.each(Array.from({ length: 12 }, (_, index) => index))(
    'is not called, however the address is written (%i)',
    async (index) => {
      leadsTo = '';
      const url = INSIDE()[index]!;
      const one = await call(url);
      expect(one, url).toMatchObject({ status: 'refused', result: null });
      expect(one?.sentence).toMatch(/^Not done: /);
      expect(forbidden.asked).toEqual([]);
    },
  );

  test.each(Array.from({ length: 12 }, (_, index) => index))(
    'is not called through a redirect either (%i)',
    async (index) => {
      leadsTo = INSIDE()[index]!;
      const before = allowed.asked.length;
      const one = await call(allowed.url);
      expect(allowed.asked.length).toBe(before + 1);
      expect(one, leadsTo).toMatchObject({ status: 'refused', result: null });
      expect(forbidden.asked).toEqual([]);
    },
  );

  test.each([
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'gopher://127.0.0.1/',
    'http://user:pass@example.com/',
  ])('is not called at anything but a plain web address: %s', async (url) => {
    leadsTo = url;
    expect(await call(allowed.url)).toMatchObject({ status: 'refused' });
  });

  test('is called where MILLRACE_ALLOW_INTERNAL allows it', async () => {
    leadsTo = '';
    expect(await call(allowed.url)).toMatchObject({ status: 'done' });
  });

  test('a loop of redirects is stopped', async () => {
    leadsTo = '/again';
    const before = allowed.asked.length;
    expect(await call(allowed.url)).toMatchObject({ status: 'refused' });
    expect(allowed.asked.length - before).toBe(6);
  });
});

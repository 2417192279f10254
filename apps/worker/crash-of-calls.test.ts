import type { Context } from '@millrace/core/verb';
import { connect } from '@millrace/db';
import { connectShop, graphOf, node, outside, type Asked, type Said } from '@millrace/services/testing';
import { ingestEvents } from '@millrace/run/intake';
import { recount } from '@millrace/run/measure';
import { listCalls } from '@millrace/services/calls';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { createTestDatabase, testTemporalAddress } from '@millrace/tools/testing';
import { expect, test } from 'vitest';
import { createNamespace } from './testing/namespace.ts';
import { makeStore } from './testing/make-store.ts';
import { WorkerProcess } from './testing/worker-process.ts';

// The system called in this test is on this machine, and the worker inherits the setting.
process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';

const PEOPLE = 40;
const KILLS = 5;

/** Acts at once and responds slowly, so that a kill can hit the time in between. */
async function slow(answer: (asked: Asked) => Said) {
  return outside((asked) => ({ ...answer(asked), afterMs: 30 + Math.random() * 250 }));
}

const key = ({ headers }: Asked) => String(headers['idempotency-key']);

async function all(context: Context) {
  const calls = [];
  for (let cursor: string | undefined; ;) {
    const page = await listCalls(context, { limit: 100, ...(cursor ? { cursor } : {}) });
    calls.push(...page.items);
    if (!page.next) return calls;
    cursor = page.next;
  }
}

test('a worker killed again and again makes each call once, or reports it as unknown: by key, by look-up, and by a person', async () => {
  const database = await createTestDatabase();
  const byKey = await slow(() => ({ status: 200 }));
  const byPerson = await slow(() => ({ status: 200 }));
  const codes = new Map<string, number>();
  const shop = await slow(({ body }) => {
    const { query, variables } = JSON.parse(body) as {
      query: string;
      variables: { code?: string; discount?: { code: string } };
    };
    if (query.includes('codeDiscountNodeByCode'))
      return {
        status: 200,
        body: { data: { found: codes.has(variables.code ?? '') ? { id: 'gid://1' } : null } },
      };
    // This token may not read the store's history.
    if (!variables.discount)
      return {
        status: 200,
        body: { errors: [{ message: 'Access denied', extensions: { code: 'ACCESS_DENIED' } }] },
      };
    const { code } = variables.discount;
    const taken = codes.has(code);
    codes.set(code, (codes.get(code) ?? 0) + 1);
    const userErrors = taken ? [{ code: 'TAKEN', message: 'Code must be unique.' }] : [];
    return {
      status: 200,
      body: { data: { made: { codeDiscountNode: taken ? null : { id: 'gid://1' }, userErrors } } },
    };
  });
  const secret = Buffer.alloc(32, 9);
  const db = connect(database.url, { max: 6 });
  const context = await makeStore(db, secret, {});
  await connectShop(context, shop.url);
  const flow = await createFlow(context, {
    name: 'Crash',
    graph: graphOf([
      node('trigger', 'event-trigger', { event: 'signed-up' }),
      node('tag', 'update-profile', { tag: 'seen' }),
      node('key', 'http-request', { url: byKey.url, honoursKey: true }),
      node('code', 'discount-code', { from: 'fixed', percent: 10 }),
      node('person', 'http-request', { url: byPerson.url }),
      node('end', 'end'),
    ]),
  });
  await publishFlow(context, { id: flow.id });
  const worker = new WorkerProcess({
    databaseUrl: database.url,
    temporalAddress: testTemporalAddress(),
    namespace: await createNamespace(testTemporalAddress()),
    secret,
  });
  await worker.start();
  await ingestEvents(
    context,
    { id: 'api', clock: { pace: 1, anchor: 0 } },
    Array.from({ length: PEOPLE }, (_, index) => ({
      id: `s${index}`,
      type: 'signed-up',
      customer: { email: `p${index}@example.com` },
    })),
  );
  for (let kill = 0; kill < KILLS; kill += 1) {
    await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 1_200));
    await worker.kill();
    await worker.start();
  }
  const ended = ['done', 'unknown'];
  const deadline = Date.now() + 180_000;
  let calls = await all(context);
  while (
    (calls.length < PEOPLE * 4 || calls.some(({ status }) => !ended.includes(status))) &&
    Date.now() < deadline
  ) {
    await new Promise((resolve) => setTimeout(resolve, 500));
    calls = await all(context);
  }
  await worker.stop();

  const at = (name: string) => calls.filter((call) => call.node === name);
  expect(calls.map(({ status }) => status).filter((status) => !ended.includes(status))).toEqual([]);
  expect(at('tag').map(({ status }) => status)).toEqual(Array.from({ length: PEOPLE }, () => 'done'));
  // By key: maybe several requests, always with the same key for the same call.
  expect(at('key').every(({ status }) => status === 'done')).toBe(true);
  expect(new Set(byKey.asked.map(key))).toEqual(new Set(at('key').map(({ id }) => id)));
  // By look-up: every code exists, and none was created under two names.
  expect(at('code').every(({ status }) => status === 'done')).toBe(true);
  expect(codes.size).toBe(PEOPLE);
  // By a person: never twice, and every call reported as done was done.
  const times = new Map<string, number>();
  for (const asked of byPerson.asked) times.set(key(asked), (times.get(key(asked)) ?? 0) + 1);
  for (const { id, status } of at('person')) {
    expect(times.get(id) ?? 0, `${id} ${status}`).toBeLessThanOrEqual(1);
    if (status === 'done') expect(times.get(id)).toBe(1);
  }
  expect((await db.inWorkspace(context.workspaceId, recount)).differences).toEqual([]);
  for (const server of [byKey, byPerson, shop]) await server.close();
  await db.close();
  await database.drop();
}, 300_000);

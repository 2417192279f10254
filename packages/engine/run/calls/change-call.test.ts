import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HOUR, MINUTE } from '@millrace/base';
import type { CallRow, CallStatus } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { useKillSwitch as stopEverything } from '@millrace/services/settings';
import {
  countsAgree,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeCall, skipCalls, type CallChange } from './change-call.ts';
import { CALL_STATUSES, mayFollow } from './transitions.ts';

const STATUSES = Object.keys(CALL_STATUSES) as CallStatus[];

let database: TestDatabase;
let store: TestStore;
beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  const host = new VirtualHost(store);
  const shop = shopOf(store);
  const trigger = node('trigger', 'event-trigger', {
    event: 'signed-up',
    key: 'customer',
    reentry: { rule: 'always' },
  });
  const graph = graphOf(
    [trigger, node('ask', 'http-request', { url: 'https://crm.example/leads' }), node('end', 'end')],
    { holdout: 0 },
  );
  await publishFlow(store.context, { id: (await createFlow(store.context, { name: 'Ask', graph })).id });
  await stopEverything(store.context, { scope: 'all', on: true });
  await shop.send('signed-up', shop.person('ann'));
  await host.pass(MINUTE);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const inside = <Result>(run: (tx: Tx) => Promise<Result>) =>
  store.context.db.inWorkspace(store.context.workspaceId, run);

async function read(tx: Tx): Promise<CallRow> {
  const [row] = await tx<CallRow[]>`select * from calls`;
  return row!;
}

async function stands(tx: Tx) {
  const counts = await tx<{ metric: string; amount: number }[]>`
    select metric, sum(amount)::int as amount from (
      select metric, amount from counter_changes where node = 'ask' union all select metric, amount
        from counter_rollups where node = 'ask') t
    where metric like 'call-%' group by metric having sum(amount) <> 0 order by metric`;
  const [times] = await tx<{ settled: boolean }[]>`select settled_at is not null as settled from calls`;
  return {
    row: await read(tx),
    settled: times!.settled,
    counts: Object.fromEntries(counts.map(({ metric, amount }) => [metric, amount])),
  };
}

/** Sets the call back to just planned. */
async function begin(tx: Tx) {
  await tx`update calls set status = 'planned', reason = null, sentence = null, result = null, texts = null,
    held_until = null, calling_at = null, settled_at = null, attempts = 0, in_doubt = false`;
  await tx`delete from counter_changes where metric like 'call-%'`;
  await tx`delete from counter_rollups where metric like 'call-%'`;
}

/** What the table says is counted while a call has this status. */
function counted(status: CallStatus, reason: string | null): Record<string, number> {
  if (!CALL_STATUSES[status].isCounted) return {};
  return status === 'done' || reason === null
    ? { [`call-${status}`]: 1 }
    : { [`call-${status}`]: 1, [`call-${status}:${reason}`]: 1 };
}

const drawn = fc.record({
  to: fc.constantFrom(...STATUSES),
  reason: fc.constantFrom('one', 'other'),
  attempts: fc.integer({ min: -1, max: 1 }),
  inDoubt: fc.boolean(),
  waits: fc.boolean(),
});

test("after any sequence of changes a call's row and its counts agree, and a forbidden change does nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 12 }), async (changes) => {
      await inside(begin);
      for (const { to, reason: any, attempts, inDoubt, waits } of changes) {
        const reason = to === 'done' ? null : any;
        const before = await inside(stands);
        const heldUntil = waits ? store.clock.now() + HOUR : null;
        const said = {
          sentence: 'So it is.',
          result: { answer: 42 },
          texts: { body: 'Hello' },
          callingAt: store.clock.now(),
        };
        const change = { to, reason, attempts, inDoubt, heldUntil, ...said } as CallChange;
        const attempt = inside((tx) =>
          changeCall(tx, store.context.workspaceId, before.row, change, store.clock.now()),
        );
        if (!mayFollow(before.row.status, to)) {
          await expect(attempt).rejects.toThrow(`A call cannot go from “${before.row.status}” to “${to}”.`);
          expect(await inside(stands)).toEqual(before);
          continue;
        }
        const after = await attempt;
        const { isEnd } = CALL_STATUSES[to];
        const is = await inside(stands);
        expect(is.row).toEqual({ ...after, settled_at: isEnd ? store.clock.now() : null });
        expect(is.row).toMatchObject({
          status: to,
          reason,
          in_doubt: inDoubt,
          attempts: Math.max(0, before.row.attempts + attempts),
        });
        expect(is.row).toMatchObject(
          isEnd
            ? { texts: null, held_until: null, result: { answer: 42 } }
            : { texts: { body: 'Hello' }, held_until: heldUntil, result: null },
        );
        expect(is.counts).toEqual(counted(to, reason));
        await countsAgree(store.context);
      }
    }),
    { numRuns: 60 },
  );
});

test('a change of a call that has changed meanwhile does nothing', async () => {
  await inside(begin);
  const one = { to: 'refused', reason: 'one', sentence: null } as const;
  await inside(async (tx) => {
    const call = await read(tx);
    await changeCall(tx, store.context.workspaceId, call, one, 0);
    expect(await changeCall(tx, store.context.workspaceId, call, { ...one, to: 'failed' }, 0)).toBeNull();
    expect(await stands(tx)).toMatchObject({
      row: { status: 'refused' },
      counts: { 'call-refused': 1, 'call-refused:one': 1 },
    });
  });
});

test.each([
  ['planned', false, false, 'skipped'],
  ['planned', true, false, 'unknown'],
  ['calling', true, true, 'unknown'],
  ['calling', false, false, 'calling'],
] as const)(
  'a call that is %s (in doubt: %s, put off: %s) becomes %s when its person leaves',
  async (to, inDoubt, waits, then) => {
    await inside(begin);
    await inside(async (tx) => {
      const { workspaceId } = store.context;
      const heldUntil = waits ? store.clock.now() + HOUR : null;
      const call = await read(tx);
      await changeCall(tx, workspaceId, call, { to, reason: null, sentence: null, inDoubt, heldUntil }, 0);
      await skipCalls(
        tx,
        workspaceId,
        { people: [call.customer_id!] },
        { reason: 'left', sentence: null },
        0,
      );
      expect((await read(tx)).status).toBe(then);
    });
  },
);

test('every status is reachable, and only resolving a doubt leaves an end', () => {
  for (const status of STATUSES) {
    const { after, isEnd, isCounted } = CALL_STATUSES[status];
    expect(after.length > 0 || status === 'silent', status).toBe(true);
    const onward = STATUSES.filter((next) => mayFollow(status, next));
    if (isEnd) expect(onward, status).toEqual(status === 'unknown' ? ['done', 'failed'] : []);
    else expect(onward.filter((next) => CALL_STATUSES[next].isEnd).length, status).toBeGreaterThan(0);
    expect(isCounted, status).toBe(isEnd && status !== 'silent');
  }
});

test("only changeCall contains a statement that writes a call's status", () => {
  const engine = fileURLToPath(new URL('../..', import.meta.url));
  const columns = 'status|reason|held_until|calling_at|settled_at|connection_id|attempts|in_doubt';
  const writes = new RegExp(
    `update calls(?: \\w+)? set[^\`]*?\\b(?:${columns}) =[^\`]*?\\bwhere\\b|insert into calls\\b`,
  );
  const writers = readdirSync(engine, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing\/|node_modules/.test(file))
    .filter((file) => writes.test(readFileSync(join(engine, file), 'utf8')));
  // The step that plans a call inserts its row.
  expect(writers).toEqual(['run/calls/change-call.ts', 'run/enrolments/write-outcome.ts']);
});

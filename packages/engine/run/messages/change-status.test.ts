import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MessageRow, MessageStatus } from '@millrace/core/rows';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { useKillSwitch as stopSending } from '@millrace/services/settings';
import {
  email,
  graphOf,
  node,
  shopOf,
  testStore,
  VirtualHost,
  type TestStore,
} from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { MINUTE } from '@millrace/base';
import type { Tx } from '@millrace/db';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeStatus } from './change-status.ts';
import { mayFollow, MESSAGE_STATUSES } from './transitions.ts';

const STATUSES = Object.keys(MESSAGE_STATUSES) as MessageStatus[];

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
  const graph = graphOf([trigger, email('mail'), node('end', 'end')]);
  await publishFlow(store.context, { id: (await createFlow(store.context, { name: 'Mail', graph })).id });
  await stopSending(store.context, { scope: 'channel', target: 'email', on: true });
  await shop.send('signed-up', shop.person('ann'));
  await host.pass(MINUTE);
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const inside = <Result>(run: (tx: Tx) => Promise<Result>) =>
  store.context.db.inWorkspace(store.context.workspaceId, run);

async function read(tx: Tx): Promise<MessageRow> {
  const [row] = await tx<MessageRow[]>`select * from messages`;
  return row!;
}

async function stands(tx: Tx) {
  const counts = await tx<{ metric: string; amount: number }[]>`
    select metric, sum(amount)::int as amount from (
      select metric, amount from counter_changes where node = 'mail' union all select metric, amount
        from counter_rollups where node = 'mail') t
    where split_part(metric, ':', 1) = any(${STATUSES}) group by metric having sum(amount) <> 0
      order by metric`;
  const touches = await tx`select 1 from touches`;
  const { status, reason } = await read(tx);
  return {
    status,
    reason,
    touches: touches.length,
    counts: Object.fromEntries(counts.map(({ metric, amount }) => [metric, amount])),
  };
}

/** Sets the message back to just planned. */
async function begin(tx: Tx) {
  await tx`update messages set status = 'planned', reason = null, settled_at = null`;
  await tx`delete from touches`;
  await tx`delete from counter_changes`;
  await tx`delete from counter_rollups`;
}

/** What the table says is counted while a message has this status. */
function counted(status: MessageStatus, reason: string | null): Record<string, number> {
  if (MESSAGE_STATUSES[status].counts !== 'while') return {};
  return status === 'sent' || reason === null ? { [status]: 1 } : { [status]: 1, [`${status}:${reason}`]: 1 };
}

test("after any sequence of changes a message's row, counts and touch agree, and a forbidden change does nothing", async () => {
  const change = fc.record({ to: fc.constantFrom(...STATUSES), reason: fc.constantFrom('one', 'other') });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
      await inside(begin);
      const held: Record<string, number> = {};
      for (const { to, reason: any } of changes) {
        const reason = to === 'sent' ? null : any;
        const before = await inside(stands);
        const attempt = inside(async (tx) => {
          const message = await read(tx);
          const touch = tx`insert into touches (workspace_id, customer_id, message_id, channel, purpose,
            flow_id, at)
            values (${store.context.workspaceId}, ${message.customer_id}, ${message.id}, 'email', 'marketing',
              ${message.flow_id}, now()) on conflict do nothing`;
          return changeStatus(
            tx,
            store.context.workspaceId,
            message,
            { to, reason, sentence: null, ...(to === 'claimed' ? { beside: touch } : {}) },
            store.clock.now(),
          );
        });
        if (!mayFollow(before.status, to)) {
          await expect(attempt).rejects.toThrow(`A message cannot go from “${before.status}” to “${to}”.`);
          expect(await inside(stands)).toEqual(before);
          continue;
        }
        expect(await attempt).toBe(true);
        if (to === 'held' && !(before.status === 'held' && before.reason === reason))
          for (const metric of ['held', `held:${reason}`]) held[metric] = (held[metric] ?? 0) + 1;
        expect(await inside(stands)).toEqual({
          status: to,
          reason,
          touches: MESSAGE_STATUSES[to].isTouch ? 1 : 0,
          counts: { ...held, ...counted(to, reason) },
        });
      }
    }),
    { numRuns: 60 },
  );
});

test('a change of a message that has changed meanwhile does nothing', async () => {
  await inside(begin);
  await inside(async (tx) => {
    const message = await read(tx);
    await changeStatus(
      tx,
      store.context.workspaceId,
      message,
      { to: 'skipped', reason: 'one', sentence: null },
      0,
    );
    expect(
      await changeStatus(
        tx,
        store.context.workspaceId,
        message,
        { to: 'failed', reason: 'two', sentence: null },
        0,
      ),
    ).toBe(false);
    expect(await stands(tx)).toMatchObject({ status: 'skipped', counts: { skipped: 1, 'skipped:one': 1 } });
  });
});

test('every status is reachable, and only resolving a doubt leaves an end', () => {
  for (const status of STATUSES) {
    const reached = MESSAGE_STATUSES[status].after.length > 0;
    expect(reached || status === 'silent', status).toBe(true);
    const onward = STATUSES.filter((next) => mayFollow(status, next));
    if (MESSAGE_STATUSES[status].isEnd)
      expect(onward, status).toEqual(status === 'unknown' ? ['sent', 'failed'] : []);
    else
      expect(
        onward.some((next) => MESSAGE_STATUSES[next].isEnd),
        status,
      ).toBe(true);
  }
});

test("only changeStatus contains a statement that writes a message's status", () => {
  const engine = fileURLToPath(new URL('../..', import.meta.url));
  const writers = readdirSync(engine, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|testing\/|node_modules/.test(file))
    .filter((file) =>
      [...readFileSync(join(engine, file), 'utf8').matchAll(/update messages set([^`]*?)\bwhere\b/g)].some(
        ([, set]) => /\bstatus =/.test(set ?? ''),
      ),
    );
  expect(writers).toEqual(['run/messages/change-status.ts']);
});

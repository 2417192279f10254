import { HOUR } from '@millrace/base';
import { newId, type Tx } from '@millrace/db';
import type { TestStore } from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rollUpCounters } from './roll-up-counters.ts';

let store: TestStore;
storeForEach({}, (here) => {
  store = here.store;
});

const change = fc.record({
  node: fc.constantFrom('', 'mail', 'wait'),
  metric: fc.constantFrom('entered', 'here', 'sent'),
  hour: fc.integer({ min: 0, max: 5 }),
  amount: fc.integer({ min: -3, max: 9 }),
});

test('totals are the sums of the hours, however changes are rolled up and hours are corrected', async () => {
  const flow = newId();
  const versions = [newId(), newId()] as const;
  const began = Date.UTC(2026, 5, 1);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(change, fc.nat({ max: 1 })), { minLength: 1, maxLength: 30 }),
      fc.integer({ min: 1, max: 12 }),
      async (changes, limit) => {
        const context = await store.other();
        const inStore = <Result>(work: (tx: Tx) => Promise<Result>) =>
          context.db.inWorkspace(context.workspaceId, work);
        await inStore(async (tx) => {
          for (const [{ node, metric, hour, amount }, version] of changes)
            await tx`insert into counter_changes (workspace_id, flow_id, version_id, node, metric, hour, amount)
              values (${context.workspaceId}, ${flow}, ${versions[version] ?? ''}, ${node}, ${metric},
                ${began + hour * HOUR}, ${amount})`;
        });
        while (
          (await Promise.all([rollUpCounters(context.db, limit), rollUpCounters(context.db, limit)])).some(
            Boolean,
          )
        );
        const compare = () =>
          inStore(async (tx) => ({
            kept: [
              ...(await tx`select version_id, node, metric, amount::int from counter_totals where amount <> 0
                order by 1, 2, 3`),
            ],
            again: [
              ...(await tx`select version_id, node, metric, sum(amount)::int as amount from counter_rollups
                group by 1, 2, 3 having sum(amount) <> 0 order by 1, 2, 3`),
            ],
          }));
        const rolledUp = await compare();
        expect(rolledUp.kept).toEqual(rolledUp.again);
        await inStore(async (tx) => {
          await tx`update counter_rollups set amount = amount + 2 where node = 'mail'`;
          await tx`delete from counter_rollups where node = 'wait'`;
        });
        const corrected = await compare();
        expect(corrected.kept).toEqual(corrected.again);
      },
    ),
    { numRuns: 15 },
  );
});

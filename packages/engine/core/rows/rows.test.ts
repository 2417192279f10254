import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '@millrace/tools/testing';
import { isMillraceError } from '@millrace/base';
import { newId, type Tx } from '@millrace/db';
import { flow } from '@millrace/flow/testing';
import { readPlan } from '../plans/read-plan.ts';
import { NOW, smallWorld, type SmallWorld } from '../testing/small-world.ts';
import {
  factsWanted,
  isErased,
  lockCustomer,
  lockCustomers,
  lockEnrolment,
  readCall,
  readFlow,
  readFlowView,
  readLiving,
  readMessage,
} from './index.ts';

let world: SmallWorld;
beforeAll(async () => {
  world = await smallWorld(await createTestDatabase());
});
afterAll(() => world.close());

const ws = () => world.context.workspaceId;
const put = (run: (tx: Tx) => Promise<unknown>) => world.in(run);
const codeOf = (attempt: Promise<unknown>) =>
  attempt.then(
    () => null,
    (error: unknown) =>
      isMillraceError(error) ? `${error.code} ${String(error.details['what'] ?? '')}`.trim() : error,
  );
async function person(more: { readonly into?: string; readonly erased?: boolean } = {}): Promise<string> {
  const id = newId();
  await put(
    (tx) => tx`insert into customers (id, workspace_id, merged_into, erased_at)
      values (${id}, ${ws()}, ${more.into ?? null}, ${more.erased ? NOW : null})`,
  );
  return id;
}
const DRAFT = flow(['t trigger', 's send'], ['t > s']);
async function drawn(draft: unknown = DRAFT, live: number | null = null) {
  const [id, versionId] = [newId(), newId()];
  await put(async (tx) => {
    await tx`insert into flows (id, workspace_id, name, draft, salt, live_version_id)
      values (${id}, ${ws()}, 'Carts', ${tx.json(draft as never)}, 'salt-1', ${live === null ? null : versionId})`;
    await tx`insert into plans (workspace_id, hash, plan) values (${ws()}, ${versionId}, ${tx.json({ settings: {}, nodes: [], needs: { events: {}, models: [] } })})`;
    await tx`insert into flow_versions (id, workspace_id, flow_id, number, graph, plan_hash, published_at)
      values (${versionId}, ${ws()}, ${id}, ${live ?? 1}, ${tx.json(draft as never)}, ${versionId}, ${NOW})`;
  });
  return { id, versionId };
}
async function enrolled(customerId: string | null, subject: string | null = null) {
  const { id: flowId, versionId } = await drawn();
  const id = newId();
  await put(
    (
      tx,
    ) => tx`insert into enrolments (id, workspace_id, flow_id, version_id, plan_hash, customer_id, key, held_out, cursor, entered_at, subject, cart_id)
      values (${id}, ${ws()}, ${flowId}, ${versionId}, ${versionId}, ${customerId}, 'key-1', false, ${tx.json({})}, ${NOW}, ${subject}, ${newId()})`,
  );
  return id;
}

/** Something that a test waits for and another part of it lets go. */
function gate() {
  let open = () => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
/** Whether a transaction has to wait for one that holds a lock, told by the database itself. */
async function waits(
  hold: (tx: Tx) => Promise<unknown>,
  other: (tx: Tx) => Promise<unknown>,
): Promise<boolean> {
  const [held, release] = [gate(), gate()];
  const first = world.in(async (tx) => {
    await hold(tx);
    held.open();
    await release.opened;
  });
  await held.opened;
  const second = world.in(async (tx) => {
    await tx`set local lock_timeout = '150ms'`;
    await other(tx);
  });
  const had = await second.then(
    () => false,
    (error: unknown) => (error as { code?: string }).code === '55P03' || Promise.reject(error as Error),
  );
  release.open();
  await first;
  return had;
}

/** Asks until a transaction waits for a lock that another one holds. */
async function somebodyWaits(): Promise<void> {
  for (let waiting = 0; waiting === 0;) {
    const [row] = await world.in(
      (tx) => tx<
        { waiting: number }[]
      >`select count(*)::int as waiting from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    );
    waiting = row!.waiting;
  }
}

describe('somebody who is written to', () => {
  test('is who they became where they were merged', async () => {
    const ann = await person();
    const former = await person({ into: ann });
    const living = (id: string) => world.in((tx) => readLiving(tx, id));
    expect([await living(ann), await living(former)]).toEqual([{ id: ann }, { id: ann }]);
  });
  test('is there no more when they were erased, or never was, or is another store’s', async () => {
    const erased = await person({ erased: true });
    const merged = await person({ into: erased });
    const ann = await person();
    const other = await world.other();
    for (const id of [erased, merged, newId()])
      expect(await codeOf(world.in((tx) => readLiving(tx, id)))).toBe('not-found customer');
    expect(await codeOf(world.in((tx) => readLiving(tx, ann), other.workspaceId))).toBe('not-found customer');
  });
  test('was erased, or was not; of nobody it is not so', async () => {
    const [erased, ann] = [await person({ erased: true }), await person()];
    const asked = (id: string | null) => world.in((tx) => isErased(tx, id));
    expect([await asked(erased), await asked(ann), await asked(newId()), await asked(null)]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('the lock of a person', () => {
  test('lets one in at a time, and others are not kept waiting', async () => {
    const [ann, ben] = [newId(), newId()];
    expect(
      await waits(
        (tx) => lockCustomer(tx, ann),
        (tx) => lockCustomer(tx, ann),
      ),
    ).toBe(true);
    expect(
      await waits(
        (tx) => lockCustomer(tx, ann),
        (tx) => lockCustomer(tx, ben),
      ),
    ).toBe(false);
  });
  test('of several is that of each of them', async () => {
    const [ann, ben, cem] = [newId(), newId(), newId()];
    const both = (tx: Tx) => lockCustomers(tx, [ann, ben, ann]);
    expect(await waits(both, (tx) => lockCustomer(tx, ben))).toBe(true);
    expect(await waits(both, (tx) => lockCustomers(tx, [cem, ann]))).toBe(true);
    expect(await waits(both, (tx) => lockCustomer(tx, cem))).toBe(false);
    expect(
      await waits(
        (tx) => lockCustomers(tx, []),
        (tx) => lockCustomer(tx, ann),
      ),
    ).toBe(false);
  });
  test('taken by two batches in opposite orders holds neither up for ever', async () => {
    const ids = Array.from({ length: 40 }, newId);
    const batches = [ids, ids.toReversed(), ids, ids.toReversed()].map((list) =>
      world.in(async (tx) => {
        await lockCustomers(tx, list);
        return list.length;
      }),
    );
    expect(await Promise.all(batches)).toEqual([40, 40, 40, 40]);
  });
  test('is had by whoever has one of their enrolments', async () => {
    const ann = await person();
    const id = await enrolled(ann);
    expect(
      await waits(
        (tx) => lockEnrolment(tx, id),
        (tx) => lockCustomer(tx, ann),
      ),
    ).toBe(true);
    const thing = await enrolled(null, 'product-1');
    expect(
      await waits(
        (tx) => lockEnrolment(tx, thing),
        (tx) => lockCustomer(tx, 'product-1'),
      ),
    ).toBe(true);
  });
});

describe('an enrolment', () => {
  test('comes with the name and salt of its flow, and says what its facts are loaded by', async () => {
    const ann = await person();
    const id = await enrolled(ann);
    const row = (await world.in((tx) => lockEnrolment(tx, id)))!;
    expect(row).toMatchObject({
      id,
      customer_id: ann,
      flow_name: 'Carts',
      flow_salt: 'salt-1',
      flow_state: 'draft',
    });
    expect(factsWanted(row)).toEqual({
      workspaceId: ws(),
      flowId: row.flow_id,
      customerId: ann,
      enrolment: { id, key: 'key-1', salt: 'salt-1', enteredAt: NOW },
      eventId: null,
      eventAt: null,
      cartId: row.cart_id,
      orderId: null,
      productId: null,
    });
  });
  test('whose person is merged while it is waited for is locked by whom they became', async () => {
    const [ann, ben] = [await person(), await person()];
    const id = await enrolled(ann);
    const [held, release] = [gate(), gate()];
    const merging = world.in(async (tx) => {
      await lockCustomer(tx, ann);
      await tx`update enrolments set customer_id = ${ben} where id = ${id}`;
      held.open();
      await release.opened;
    });
    await held.opened;
    const [had, checked] = [gate(), gate()];
    const waiting = world.in(async (tx) => {
      const row = await lockEnrolment(tx, id);
      had.open();
      await checked.opened;
      return row?.customer_id;
    });
    await somebodyWaits();
    release.open();
    await merging;
    await had.opened;
    const blocked = await world
      .in(async (tx) => {
        await tx`set local lock_timeout = '150ms'`;
        await lockCustomer(tx, ben);
      })
      .then(
        () => false,
        () => true,
      );
    checked.open();
    expect([await waiting, blocked]).toEqual([ben, true]);
  });
  test('that is gone, or of another store, is none', async () => {
    const id = await enrolled(await person());
    const other = await world.other();
    expect(await world.in((tx) => lockEnrolment(tx, newId()))).toBeUndefined();
    expect(await world.in((tx) => lockEnrolment(tx, id), other.workspaceId)).toBeUndefined();
  });
});

describe('a flow', () => {
  test('is seen with its drawing of today’s form and the number that is live', async () => {
    const former = { nodes: [{ id: 'a', kind: 'wait', config: {} }], edges: [{ source: 'a', target: 'a' }] };
    const { id, versionId } = await drawn(former, 4);
    const view = await world.in((tx) => readFlowView(tx, id));
    expect(view).toMatchObject({
      id,
      name: 'Carts',
      state: 'draft',
      revision: 1,
      liveVersionId: versionId,
      liveVersion: 4,
    });
    expect(view.graph.edges).toEqual([{ id: 'edge-1', from: 'a', port: 'next', to: 'a' }]);
    expect((await world.in((tx) => readFlow(tx, id))).draft).toEqual(view.graph);
  });
  test('that is not live has no number', async () => {
    const { id } = await drawn();
    expect(await world.in((tx) => readFlowView(tx, id))).toMatchObject({
      liveVersionId: null,
      liveVersion: null,
    });
  });
  test('read to be changed is waited for by others who change it', async () => {
    const { id } = await drawn();
    expect(
      await waits(
        (tx) => readFlow(tx, id, true),
        (tx) => readFlow(tx, id, true),
      ),
    ).toBe(true);
    expect(
      await waits(
        (tx) => readFlow(tx, id),
        (tx) => readFlow(tx, id, true),
      ),
    ).toBe(false);
  });
  test.each<[string, (tx: Tx) => Promise<unknown>]>([
    ['that is gone', (tx: Tx) => readFlow(tx, newId())],
    ['that is gone, to be changed', (tx: Tx) => readFlow(tx, newId(), true)],
    ['that is gone, to be seen', (tx: Tx) => readFlowView(tx, newId())],
  ])('%s is missed', async (_name, read) => {
    expect(await codeOf(world.in(read))).toBe('not-found flow');
  });
  test('made by a newer Millrace is refused in so many words', async () => {
    const { id } = await drawn({ ...DRAFT, schemaVersion: 99 });
    expect(await codeOf(world.in((tx) => readFlow(tx, id)))).toBe('graph-too-new');
  });
  test('of another store is missed, and so is its plan', async () => {
    const { id, versionId } = await drawn();
    const other = await world.other();
    expect(await codeOf(world.in((tx) => readFlowView(tx, id), other.workspaceId))).toBe('not-found flow');
    expect(await world.in((tx) => readPlan(tx, ws(), versionId))).toMatchObject({ nodes: [] });
    expect(
      await codeOf(world.in((tx) => readPlan(tx, other.workspaceId, versionId), other.workspaceId)),
    ).toBe('plan-missing');
  });
});

test('a message and a call that were never planned are none', async () => {
  expect(await world.in((tx) => readMessage(tx, newId(), NOW))).toBeUndefined();
  expect(await world.in((tx) => readCall(tx, newId(), NOW))).toBeUndefined();
});

import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { forgetReturns, keepItems, keepReasons, openOrder, sendReturn } from '@millrace/run/returns';
import { beforeEach, describe, expect, test } from 'vitest';
import { createFlow, publishFlow } from '../flows/index.ts';
import { readHome } from '../home/index.ts';
import { listAudit } from '../settings/index.ts';
import { callerWithout } from '../testing/callers.ts';
import { graphOf, node } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { listGoods } from './list-goods.ts';
import { moveReturn } from './move-return.ts';
import { readReturnPolicy, updateReturnPolicy } from './policy.ts';
import { listReturns } from './read-returns.ts';

let here: OneStore;
let context: Context;
let orders = 0;
oneStore((made) => {
  here = made;
});
beforeEach(async () => {
  ({ context } = here.store);
  await updateReturnPolicy(context, { policy: { on: true } });
});

/** An order, and a return of its only line. */
async function asked() {
  orders += 1;
  const number = `90${orders}`;
  await here.shop.send('order-placed', here.shop.person(`returns${orders}`), {
    orderId: `r-${number}`,
    number,
    currency: 'USD',
    lines: [{ productId: `lamp-${orders}`, title: 'Lamp', category: 'Lamps', quantity: 1, price: 5_000 }],
    total: 5_000,
  });
  const id = await here.inStore(async (tx) => {
    const [row] = await tx<{ id: string }[]>`select id from orders where number = ${number}`;
    const order = await openOrder(tx, row!.id, context.now());
    const draft = await keepItems(tx, context, order!, new Map([[order!.lines[0]!.name, 1]]));
    const [kept] = await tx<{ items: never[] }[]>`select items from returns where id = ${draft}`;
    await keepReasons(
      tx,
      draft,
      kept!.items.map(
        (item: object) => ({ ...item, reason: 'too-small', reasonLabel: 'Too small' }) as never,
      ),
      'refund',
    );
    return draft;
  });
  expect(await sendReturn(context, id)).toBe('sent');
  expect(await sendReturn(context, id)).toBe('sent');
  return id;
}

describe('the return policy', () => {
  test('has defaults, changes where it is told to, and gets an address once', async () => {
    const other = await here.store.other();
    const before = await readReturnPolicy(other, {});
    expect(before).toMatchObject({ policy: { on: false, days: 30 }, address: null, hasFlow: false });
    expect((await updateReturnPolicy(other, { policy: { days: 45 } })).address).toBeNull();
    const on = await updateReturnPolicy(other, { policy: { on: true } });
    expect(on).toMatchObject({ policy: { on: true, days: 45 } });
    expect(on.address).toMatch(/\/store\/[a-z0-9]{20}\/returns$/);
    expect(await updateReturnPolicy(other, { policy: {} })).toEqual(on);
    await expect(updateReturnPolicy(other, { policy: { days: 0 } })).rejects.toMatchObject({
      code: 'input-invalid',
      details: { fields: [{ field: 'days' }] },
    });
    await expect(
      updateReturnPolicy(callerWithout(other, 'settings:write'), { policy: {} }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    expect((await listAudit(other, {})).items[0]).toMatchObject({ action: 'return-policy-changed' });
  });

  test('offers the names that the store has', async () => {
    await here.inStore(
      (tx) => tx`insert into products (id, workspace_id, source, external_id, title, category, tags)
        values (gen_random_uuid(), ${context.workspaceId}, 'api', 'p-50%', 'Socks 50%', 'Socks', '{hygiene}')`,
    );
    expect((await listGoods(context, { by: 'category', search: 'sock' })).items).toEqual([
      { value: 'Socks', label: 'Socks' },
    ]);
    expect((await listGoods(context, { by: 'tag' })).items).toEqual([{ value: 'hygiene', label: 'hygiene' }]);
    expect((await listGoods(context, { by: 'product', search: '0%' })).items).toEqual([
      { value: 'p-50%', label: 'Socks 50%' },
    ]);
    expect((await listGoods(await here.store.other(), { by: 'product' })).items).toEqual([]);
  });
});

describe('a return that no flow handles', () => {
  test('is shown to the team until it is over, and one that a flow takes up is not', async () => {
    const id = await asked();
    const needs = async () =>
      (await readHome(context, {})).needs
        .filter(({ kind }) => kind === 'returns')
        .map(({ sentence }) => sentence);
    expect(await needs()).toEqual([]);
    here.store.clock.set(context.now() + 2 * MINUTE);
    expect(await needs()).toEqual([expect.stringMatching(/^1 return is handled by no flow\./)]);
    expect((await listReturns(context, { show: 'without-flow' })).items.map((one) => one.id)).toEqual([id]);
    await expect(
      moveReturn(callerWithout(context, 'work:answer'), { id, step: 'refunded' }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(moveReturn(await here.store.other(), { id, step: 'refunded' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await moveReturn(context, { id, step: 'received' })).toMatchObject({ step: 'received' });
    expect(await needs()).toHaveLength(1);
    expect(await moveReturn(context, { id, step: 'refunded', amount: 5_000 })).toMatchObject({
      step: 'refunded',
    });
    await expect(moveReturn(context, { id, step: 'refused' })).rejects.toMatchObject({ code: 'return-over' });
    expect(await needs()).toEqual([]);

    const graph = graphOf(
      [node('trigger', 'event-trigger', { events: ['return-requested'], key: 'return' }), node('end', 'end')],
      { holdout: 0 },
    );
    const { id: flow } = await createFlow(context, {
      name: 'Returns',
      graph: { ...graph, subject: 'return' },
    });
    await publishFlow(context, { id: flow });
    expect((await readReturnPolicy(context, {})).hasFlow).toBe(true);
    const taken = await asked();
    await here.host.settle();
    here.store.clock.set(context.now() + 2 * MINUTE);
    const [newest] = (await listReturns(context, {})).items;
    expect(newest).toMatchObject({ id: taken, flow: { id: flow, name: 'Returns' } });
    expect(await needs()).toEqual([]);
  });
});

test('a draft that was given up is forgotten, and a return with the records of the store', async () => {
  const sent = await asked();
  const [{ order_id: order } = { order_id: '' }] = await here.inStore(
    (tx) => tx<{ order_id: string }[]>`select order_id from returns where id = ${sent}`,
  );
  await here.inStore(async (tx) => {
    const open = await openOrder(tx, order, context.now());
    await keepItems(tx, context, open!, new Map());
  });
  const states = async () =>
    (
      await here.inStore(
        (tx) => tx<{ state: string }[]>`select state from returns where order_id = ${order} order by state`,
      )
    ).map(({ state }) => state);
  await forgetReturns(here.store.db, context.now());
  expect(await states()).toEqual(['draft', 'requested']);
  await forgetReturns(here.store.db, context.now() + 2 * HOUR);
  expect(await states()).toEqual(['requested']);
  await forgetReturns(here.store.db, context.now() + 1_200 * DAY);
  expect(await states()).toEqual([]);
});

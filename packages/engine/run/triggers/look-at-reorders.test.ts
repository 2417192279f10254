import { HOUR } from '@millrace/base';
import { describe, expect, test } from 'vitest';
import { triggerWorld } from './testing/trigger-world.ts';

const { here, live, tell, person, orderOf, entries, passTo } = triggerWorld();

describe('the day on which a product is due again', () => {
  const reminder = { date: 'product-reorder', when: 'before', days: 3, at: '09:00' };
  const due = (
    name: string,
    dueOn: string,
    more: { product?: string; boughtOn?: string; chance?: number } = {},
  ) =>
    here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (
        tx,
      ) => tx`insert into reorder_dates (workspace_id, customer_id, product_id, model, title, bought_on, due_on, from_on,
          until_on, chance, predicted_at)
        select ${here.store.context.workspaceId}, id, ${more.product ?? 'kettle'}, 'some-model', 'Kettle',
          ${more.boughtOn ?? '2026-05-14'}, ${dueOn}, ${dueOn}, ${dueOn}, ${more.chance ?? 0.8}, ${here.store.clock.now()}
          from customers where email = ${`${name}@example.com`}
        on conflict (customer_id, product_id) do update set due_on = excluded.due_on, bought_on = excluded.bought_on,
          predicted_at = excluded.predicted_at`,
    );
  const reached = async (): Promise<unknown[][]> =>
    (
      await here.store.db.inWorkspace(
        here.store.context.workspaceId,
        (tx) => tx<{ who: string; properties: Record<string, unknown> }[]>`
          select split_part(c.email, '@', 1) as who, e.properties from events e join customers c on c.id = e.customer_id
            where e.type = 'date-reached' order by c.email, e.properties->>'productId'`,
      )
    ).map(({ who, properties }) => [who, properties['productId'], properties['date']]);

  test('sets the product of the enrolment where the store has it, and lets people in without it as well', async () => {
    await tell('', 'product-created', {
      properties: { productId: 'kettle', title: 'Kettle', price: '80.00' },
    });
    await person('ann');
    await person('bea');
    await due('ann', '2026-06-14');
    await due('ann', '2026-06-14', { product: 'unknown' });
    await due('bea', '2026-06-14', { product: 'unknown' });
    await live('date-trigger', reminder);
    await passTo(Date.UTC(2026, 5, 12));
    const rows = await here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (tx) => tx<{ who: string; title: string | null }[]>`
        select split_part(c.email, '@', 1) as who, p.title from enrolments e join customers c on c.id = e.customer_id
          left join products p on p.id = e.product_id order by 1, 2 nulls last`,
    );
    expect(rows.map(({ who, title }) => [who, title])).toEqual([
      ['ann', 'Kettle'],
      ['ann', null],
      ['bea', null],
    ]);
  });

  test('lets people in days before it, in their time zone, with the product, if it is likely enough', async () => {
    await person('berlin', { zone: 'Europe/Berlin' });
    await person('tokyo', { zone: 'Asia/Tokyo' });
    await person('unlikely', { zone: 'Europe/Berlin' });
    await due('berlin', '2026-06-14');
    await due('berlin', '2026-06-30', { product: 'filter' });
    await due('tokyo', '2026-06-14');
    await due('unlikely', '2026-06-14', { chance: 0.2 });
    const flow = await live('date-trigger', reminder);
    // Noon of the tenth is past nine in the morning of the tenth everywhere, and before that of the eleventh.
    await passTo(Date.UTC(2026, 5, 11, 6));
    expect(await entries(flow)).toEqual(['tokyo']);
    await passTo(Date.UTC(2026, 5, 11, 8));
    expect(await entries(flow)).toEqual(['berlin', 'tokyo']);
    expect(await reached()).toEqual([
      ['berlin', 'kettle', '2026-06-14'],
      ['tokyo', 'kettle', '2026-06-14'],
    ]);
    await passTo(Date.UTC(2026, 5, 27, 8));
    expect((await reached()).filter(([who]) => who === 'berlin')).toEqual([
      ['berlin', 'filter', '2026-06-30'],
      ['berlin', 'kettle', '2026-06-14'],
    ]);
  });

  test('once for each purchase, however the day moves, and again after the next one', async () => {
    await person('ann');
    await due('ann', '2026-06-14');
    await live('date-trigger', reminder);
    await passTo(Date.UTC(2026, 5, 12));
    expect(await reached()).toHaveLength(1);
    await due('ann', '2026-06-16');
    await passTo(Date.UTC(2026, 5, 20));
    expect(await reached()).toHaveLength(1);
    await due('ann', '2026-06-30', { boughtOn: '2026-06-18' });
    await passTo(Date.UTC(2026, 5, 30));
    expect(await reached()).toHaveLength(2);
  });

  test('a day that moved into the past is made up for, unless it was over when the flow began', async () => {
    await person('ann');
    await person('bea');
    await due('ann', '2026-06-30');
    // Three days before it was yesterday.
    await due('bea', '2026-06-12');
    await live('date-trigger', reminder);
    await passTo(Date.UTC(2026, 5, 12));
    expect(await reached()).toEqual([]);
    await due('ann', '2026-06-14');
    await passTo(Date.UTC(2026, 5, 12, 1));
    expect(await reached()).toEqual([['ann', 'kettle', '2026-06-14']]);
  });

  test('whoever has bought it since does not enter, and whoever bought something else does', async () => {
    for (const name of ['ann', 'bea']) {
      await person(name);
      await due(name, '2026-06-14', { product: name === 'ann' ? 'kettle' : 'filter' });
    }
    await here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (tx) => tx`insert into models (id, workspace_id, name, parameters, report, samples, trained_at, active)
        values (gen_random_uuid(), ${here.store.context.workspaceId}, 'some-model', '{}', '{}', 1, ${here.store.clock.now()}, false)`,
    );
    await live('date-trigger', reminder);
    here.store.clock.pass(HOUR);
    await orderOf('ann', '#1');
    await orderOf('bea', '#2');
    await passTo(Date.UTC(2026, 5, 12));
    expect(await reached()).toEqual([['bea', 'filter', '2026-06-14']]);
  });
});

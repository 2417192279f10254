import { DAY, HOUR } from '@millrace/base';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { previewTrigger, rehearseFlow } from '@millrace/services/rehearsal';
import { useKillSwitch } from '@millrace/services/settings';
import { graphOf, node } from '@millrace/services/testing';
import { storeForEach, type Here } from '@millrace/services/testing/store-for-each';
import type { Database } from '@millrace/db';
import { describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { checkNumbers } from './check-numbers.ts';
import { pastAlarms, type PastAlarm } from './past-alarms.ts';
import { dayAt, lastWholeDay, lookedAtFrom, textOfDay } from './days.ts';

const ZONE = 'America/New_York';
/** 27 November 2026, 02:00 in New York; the day before is over. */
const MORNING = Date.UTC(2026, 10, 27, 7);
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
let here: Here;
storeForEach({ at: MORNING }, (given) => {
  here = given;
});

const within = <Result>(run: Parameters<Database['inWorkspace']>[1]) =>
  here.store.db.inWorkspace(here.store.context.workspaceId, run) as Promise<Result>;
const moveToZone = () =>
  within(
    (tx) => tx`update workspaces set zone = ${ZONE} where workspace_id = ${here.store.context.workspaceId}`,
  );

/** Orders of each day by its age in days, with the hour spread over the day. */
async function orders(count: (age: number) => number, days = 120, lines = '[]') {
  const counts = Array.from({ length: days }, (_, index) => ({ age: index + 1, orders: count(index + 1) }));
  await within(
    (tx) => tx`
      insert into orders (id, workspace_id, source, external_id, currency, total, placed_at, counted, lines)
      select gen_random_uuid(), ${here.store.context.workspaceId}, 'api', 'o-' || d.age || '-' || n || '-' || random(),
        'USD', 5000,
        (${MORNING}::timestamptz - interval '2 hours') - make_interval(days => d.age) + make_interval(mins => 1 + (n * 7) % 1300),
        true, ${lines}::text::jsonb
      from jsonb_to_recordset(${tx.json(counts as never)}::jsonb) as d(age int, orders int),
        generate_series(1, d.orders) n`,
  );
}
/** About as many a day, more at weekends, the same in each run. */
const usual = (mean: number) => (age: number) =>
  Math.round(
    mean * [1, 0.9, 0.9, 1, 1.1, 1.3, 1.2][age % 7]! + 4 * Math.sin(age * 12.9898) * Math.sqrt(mean / 10),
  );

interface Alarm {
  readonly id: string;
  readonly metric: string;
  readonly thing: string;
  readonly name: string;
  readonly day: string;
  readonly last_day: string;
  readonly direction: string;
  readonly is_worse: boolean;
  readonly value: number;
  readonly lower: number;
  readonly points: readonly { readonly day: string; readonly value: number | null }[];
  readonly causes: readonly { readonly kind: string; readonly sentence: string }[];
}
const alarms = () => within<Alarm[]>((tx) => tx`select * from anomalies order by metric, thing, day`);
const told = () =>
  within<{ properties: Record<string, unknown> }[]>(
    (tx) => tx`select properties from events where type = 'metric-anomaly' order by id`,
  );

async function check(now = MORNING, db: Database = here.store.db): Promise<unknown[]> {
  const errors: unknown[] = [];
  here.store.clock.set(now);
  while (await checkNumbers(db, here.store.contextOf, now, (error) => void errors.push(error)));
  return errors;
}

describe('the last whole day', () => {
  test('is that of the store, an hour after it ended', () => {
    const at = (time: string) => textOfDay(lastWholeDay(Date.parse(time), ZONE));
    expect(at('2026-11-27T05:59:00Z')).toBe('2026-11-25');
    expect(at('2026-11-27T06:00:00Z')).toBe('2026-11-26');
    // The clocks went back on 1 November, so that this day had 25 hours.
    expect(at('2026-11-02T05:59:00Z')).toBe('2026-10-31');
    expect(at('2026-11-02T06:00:00Z')).toBe('2026-11-01');
    const next = lookedAtFrom(lastWholeDay(MORNING, ZONE), ZONE);
    expect(new Date(next).toISOString()).toBe('2026-11-28T06:00:00.000Z');
  });
});

describe('the numbers of a day', () => {
  test('are those of the calendar of the store, each counted once', async () => {
    await moveToZone();
    const placed = (id: string, at: string, price: string) => ({
      id,
      type: 'order-placed',
      occurredAt: Date.parse(at),
      customer: { email: `${id}@example.com` },
      properties: {
        orderId: id,
        placedAt: at,
        lines: [{ lineId: 'l1', productId: 'kettle', title: 'Kettle', quantity: 2, price }],
      },
    });
    const { refused } = await ingestEvents(here.store.context, API, [
      {
        id: 'p',
        type: 'product-updated',
        properties: { productId: 'kettle', title: 'Kettle', price: '10.00' },
      },
      // 26 November from 05:00 UTC to 05:00 UTC.
      placed('first', '2026-11-26T05:00:00Z', '10.00'),
      placed('last', '2026-11-27T04:59:00Z', '15.00'),
      placed('today', '2026-11-27T05:00:00Z', '99.00'),
      placed('before', '2026-11-26T04:59:00Z', '99.00'),
      {
        id: 'refund',
        type: 'order-refunded',
        occurredAt: Date.parse('2026-11-26T20:00:00Z'),
        properties: { orderId: 'before', refundId: 'r', lines: [{ lineId: 'l1', quantity: 1 }] },
      },
      {
        id: 'ticket',
        type: 'ticket-opened',
        occurredAt: Date.parse('2026-11-26T12:00:00Z'),
        customer: { email: 'first@example.com' },
        properties: { ticketId: 't' },
      },
    ]);
    expect(refused).toEqual([]);
    await here.host.settle();
    expect(await check()).toEqual([]);
    const rows = await within<{ metric: string; value: number; out_of: number }[]>(
      (tx) => tx`select metric, value, out_of from number_days where day = '2026-11-26' order by metric`,
    );
    expect(rows).toEqual([
      { metric: 'orders', value: 2, out_of: 0 },
      { metric: 'product-returns', value: 1, out_of: 0 },
      { metric: 'product-sales', value: 4, out_of: 0 },
      { metric: 'revenue', value: 5000, out_of: 2 },
      { metric: 'tickets-opened', value: 1, out_of: 0 },
    ]);
  });
});

describe('the check', () => {
  test('says nothing of a usual day, nor of a store without any', async () => {
    expect(await check()).toEqual([]);
    expect(await alarms()).toEqual([]);
    await within((tx) => tx`delete from anomaly_checks`);
    await moveToZone();
    await orders(usual(60));
    await check();
    expect(await alarms()).toEqual([]);
    expect(await told()).toEqual([]);
  });

  test('reads the history again when it was brought in after the first check', async () => {
    await moveToZone();
    await orders(usual(60), 3);
    await check();
    const known = () =>
      within<{ days: number }[]>(
        (tx) => tx`select count(*)::int as days from number_days where metric = 'orders'`,
      );
    expect(await known()).toEqual([{ days: 3 }]);
    await orders((age) => (age > 3 ? usual(60)(age) : 0));
    await check(MORNING + DAY);
    expect((await known())[0]?.days).toBe(120);
    const [row] = await within<{ judged: number; series: number }[]>(
      (tx) => tx`select series, judged from anomaly_checks`,
    );
    expect(row).toEqual({ series: 2, judged: 2 });
    // No order on the day after, which is told.
    expect((await alarms()).map(({ metric, value }) => [metric, value])).toEqual([
      ['orders', 0],
      ['revenue', 0],
    ]);
  });

  test('finds a drop, with what was expected, the days before and what changed too', async () => {
    await moveToZone();
    await orders((age) => (age === 1 ? 18 : usual(60)(age)));
    expect(await check()).toEqual([]);
    const found = await alarms();
    expect(found.map(({ metric, direction, is_worse }) => [metric, direction, is_worse])).toEqual([
      ['orders', 'low', true],
      ['revenue', 'low', true],
    ]);
    const [drop] = found;
    expect(drop).toMatchObject({ day: '2026-11-26', value: 18 });
    expect(drop!.lower).toBeGreaterThan(20);
    expect(drop!.points).toHaveLength(56);
    expect(drop!.points.at(-1)).toMatchObject({ day: '2026-11-26', value: 18 });
    expect(drop!.points.at(-8)).toMatchObject({ day: '2026-11-19', value: usual(60)(8) });
    // Revenue follows from the orders, and not the other way round.
    expect(drop!.causes).toEqual([]);
    expect(found[1]!.causes).toMatchObject([
      {
        kind: 'moved-too',
        sentence: expect.stringMatching(/^Orders changed too: 18 instead of about [456]\d\.$/),
      },
    ]);
    const [event] = await told();
    expect(event?.properties).toMatchObject({
      metric: 'orders',
      title: 'Orders',
      value: 18,
      direction: 'low',
      isWorse: true,
      day: '2026-11-26',
      run: drop!.id,
    });
    expect(event?.properties['summary']).toMatch(
      /^Orders: 18 on 26 Nov 2026\. Usual is between \d+ and \d+\.$/,
    );
  });

  test('tells what stopped, what is out of stock and what was published, in this order', async () => {
    await moveToZone();
    await ingestEvents(here.store.context, API, [
      {
        id: 'p',
        type: 'product-updated',
        properties: { productId: 'kettle', title: 'Kettle', price: '10.00', stock: 0 },
      },
    ]);
    await orders(
      (age) => (age === 1 ? 10 : usual(60)(age)),
      120,
      JSON.stringify([{ productId: 'kettle', quantity: 1, price: 5000 }]),
    );
    here.store.clock.set(MORNING - 20 * HOUR);
    const { id } = await createFlow(here.store.context, {
      name: 'Welcome',
      graph: graphOf([node('trigger', 'event-trigger', { events: ['signed-up'] }), node('end', 'end')]),
    });
    await publishFlow(here.store.context, { id });
    await useKillSwitch(here.store.context, { scope: 'all', on: true });
    await check();
    const drop = (await alarms()).find(({ metric }) => metric === 'orders');
    expect(drop?.causes.map(({ kind }) => kind)).toEqual([
      'sending-stopped',
      'out-of-stock',
      'version-published',
      'moved-too',
    ]);
    expect(drop?.causes[1]?.sentence).toBe('Kettle is out of stock.');
    const sales = (await alarms()).find(({ metric }) => metric === 'product-sales');
    expect(sales).toMatchObject({ name: 'Kettle', direction: 'low', value: 10 });
  });

  test('does not repeat an anomaly that goes on, and tells it again when it is back after a time', async () => {
    await moveToZone();
    await orders((age) => (age === 1 ? 18 : usual(60)(age)));
    await check();
    const before = (await told()).length;
    await within((tx) => tx`update orders set placed_at = placed_at - interval '1 day'`);
    await within((tx) => tx`delete from number_days`);
    // The same low day, and another after it.
    await orders(() => 15, 1);
    await within((tx) => tx`update anomaly_checks set day = '', next_at = ${MORNING}`);
    await within((tx) => tx`update anomalies set day = '2026-11-25', last_day = '2026-11-25'`);
    await check();
    const after = await alarms();
    expect(after.map(({ metric, day, last_day }) => [metric, day, last_day])).toEqual([
      ['orders', '2026-11-25', '2026-11-26'],
      ['revenue', '2026-11-25', '2026-11-26'],
    ]);
    expect(await told()).toHaveLength(before);
    // Had it been over for more than a week, it would be a new one.
    await within((tx) => tx`update anomalies set day = '2026-11-10', last_day = '2026-11-18'`);
    await within((tx) => tx`update anomaly_checks set day = '', next_at = ${MORNING}`);
    await check();
    expect(await alarms()).toHaveLength(4);
  });

  test('is once for a day, however many look and wherever one of them crashes', async () => {
    await moveToZone();
    await orders((age) => (age === 1 ? 18 : usual(60)(age)));
    here.crashing.crashAfter(0, false);
    const errors = await check(MORNING, here.crashing.db).catch((error: unknown) => [error]);
    expect(errors).toHaveLength(1);
    expect(await alarms()).toEqual([]);
    expect(await told()).toEqual([]);
    await within((tx) => tx`update anomaly_checks set next_at = ${MORNING}`);
    await Promise.all([check(), check(), check()]);
    await check(MORNING + HOUR);
    expect(await alarms()).toHaveLength(2);
    expect(await told()).toHaveLength(2);
    const [row] = await within<{ day: string; next_at: number }[]>(
      (tx) => tx`select day, next_at from anomaly_checks`,
    );
    expect(row).toEqual({ day: '2026-11-26', next_at: Date.UTC(2026, 10, 28, 6) });
    expect(dayAt(row!.next_at, ZONE)).toBe('2026-11-28');
  });

  test('starts a flow of the store once for each unusual number it is for', async () => {
    await moveToZone();
    const flow = async (name: string, config: Record<string, unknown>) => {
      const { id } = await createFlow(here.store.context, {
        name,
        graph: {
          ...graphOf(
            [
              node('trigger', 'anomaly-trigger', config),
              node('choose', 'condition', {
                paths: [
                  {
                    id: 'low',
                    when: { fact: 'event.properties.direction', operator: 'is', value: 'low' },
                  },
                ],
              }),
              node('bad', 'end'),
              node('good', 'end'),
            ],
            { holdout: 0 },
            ['trigger:next>choose', 'choose:low>bad', 'choose:else>good'],
          ),
          subject: 'store',
        },
      });
      await publishFlow(here.store.context, { id });
      return id;
    };
    const all = await flow('All', {});
    const one = await flow('Revenue', { numbers: ['revenue'] });
    const other = await flow('Tickets', { numbers: ['tickets-opened'] });
    await orders((age) => (age === 1 ? 18 : usual(60)(age)));
    await check();
    await here.host.settle();
    const entries = await within<{ flow_id: string; state: string; node: string; key: string }[]>(
      (tx) => tx`select flow_id, state, key, cursor->>'node' as node from enrolments order by key`,
    );
    const of = (id: string) => entries.filter((entry) => entry.flow_id === id);
    expect([of(all).length, of(one).length, of(other).length]).toEqual([2, 1, 0]);
    expect(new Set(entries.map(({ key }) => key)).size).toBe(2);
    const traces = await within<{ sentence: string }[]>(
      (tx) => tx`select sentence from traces where flow_id = ${one} order by ordinal`,
    );
    expect(traces.map(({ sentence }) => sentence).join(' ')).toContain('Entered: Revenue was not as usual.');
  });

  test('and is rehearsed on what the kept numbers would have raised', async () => {
    await moveToZone();
    await orders((age) => (age === 20 || age === 21 ? 18 : usual(60)(age)));
    await check();
    expect(await told()).toEqual([]);
    const { id } = await createFlow(here.store.context, {
      name: 'All',
      graph: {
        ...graphOf([node('trigger', 'anomaly-trigger', { numbers: ['orders'] }), node('end', 'end')], {
          holdout: 0,
        }),
        subject: 'store',
      },
    });
    const at = (day: string) => Date.parse(`${day}T12:00:00Z`);
    const found = await within<PastAlarm[]>((tx) =>
      pastAlarms(tx, { zone: ZONE, currency: 'USD' }, at('2026-10-28'), MORNING),
    );
    // The second low day is the same anomaly.
    expect(found.map((one) => [one.properties['metric'], one.properties['day'], one.at])).toEqual([
      ['orders', '2026-11-06', Date.UTC(2026, 10, 7, 6)],
      ['revenue', '2026-11-06', Date.UTC(2026, 10, 7, 6)],
    ]);
    const { sentences } = await previewTrigger(here.store.context, {
      subject: 'store',
      kind: 'anomaly-trigger',
      config: { numbers: ['orders'] },
    });
    expect(sentences).toEqual([expect.stringMatching(/^1 run would have entered|^The store/)]);
    const rehearsal = await rehearseFlow(here.store.context, { id, days: 30 });
    expect(rehearsal).toMatchObject({ entered: 1 });
    // Also where many things before it had events of other kinds.
    await ingestEvents(
      here.store.context,
      API,
      ['a', 'b', 'c'].map((name) => ({
        id: name,
        type: 'product-updated',
        occurredAt: at('2026-11-01'),
        properties: { productId: name, title: name, price: '1.00' },
      })),
    );
    expect(await rehearseFlow(here.store.context, { id, days: 30, people: 2 })).toMatchObject({ entered: 1 });
  });

  test('keeps no personal data', async () => {
    await moveToZone();
    await orders((age) => (age === 1 ? 18 : usual(60)(age)));
    await within(
      (tx) => tx`insert into customers (id, workspace_id, email, first_name)
        values (gen_random_uuid(), ${here.store.context.workspaceId}, 'ann@example.com', 'Ann')`,
    );
    await check();
    const rows = await within<{ whole: string }[]>(
      (tx) => tx`select to_jsonb(a)::text as whole from anomalies a
        union all select to_jsonb(n)::text from number_days n`,
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(rows.map(({ whole }) => whole).join(' ')).not.toMatch(/ann|example\.com|customer/i);
  });
});

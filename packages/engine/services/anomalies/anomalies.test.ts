import { DAY } from '@millrace/base';
import { newId } from '@millrace/db';
import { checkNumbers } from '@millrace/run/anomalies';
import { expect, test } from 'vitest';
import { readHome } from '../home/index.ts';
import { NOON, storeForEach, type Here } from '../testing/store-for-each.ts';
import { askCheck, getAnomaly, listAnomalies, readChecked, seeAnomaly } from './index.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});

interface Wanted {
  readonly metric?: string;
  readonly name?: string;
  readonly thing?: string;
  readonly isWorse?: boolean;
  readonly foundAt?: number;
  readonly value?: number;
}

/** An alarm as the check writes it. */
async function alarm({
  metric = 'orders',
  name = '',
  thing = '',
  isWorse = true,
  foundAt = NOON,
  value = 12,
}: Wanted = {}): Promise<string> {
  const { db, context } = here.store;
  const id = newId();
  const causes = [
    { kind: 'version-published', sentence: 'Version 2 of Welcome was published on the day.', thing: id },
    { kind: 'moved-too', sentence: 'Revenue changed too.', thing: null },
  ];
  const points = [
    { day: '2026-06-08', value: 50, expected: null, lower: null, upper: null },
    { day: '2026-06-09', value, expected: 50, lower: 38.4, upper: 61.2 },
  ];
  await db.inWorkspace(
    context.workspaceId,
    (
      tx,
    ) => tx`insert into anomalies (id, workspace_id, metric, thing, name, day, last_day, direction, is_worse, value,
        expected, lower, upper, deviations, compared, points, causes, found_at)
      values (${id}, ${context.workspaceId}, ${metric}, ${thing || id}, ${name}, '2026-06-09', '2026-06-09', 'low', ${isWorse},
        ${value}, 50, 38.4, 61.2, -5.5, 90, ${tx.json(points)}, ${tx.json(causes)}, ${foundAt})`,
  );
  return id;
}

test('the latest is first, in words and numbers, a page at a time', async () => {
  const older = await alarm({ metric: 'revenue', value: 123_456, foundAt: NOON - DAY });
  const newer = await alarm();
  const first = await listAnomalies(here.store.context, { limit: 1 });
  expect(first.items).toMatchObject([
    {
      id: newer,
      title: 'Orders',
      summary: 'Orders: 12 on 9 Jun 2026. Usual is between 38 and 61.',
      cause: 'Version 2 of Welcome was published on the day.',
      shows: 'count',
      direction: 'low',
      seenAt: null,
    },
  ]);
  const second = await listAnomalies(here.store.context, { limit: 1, cursor: first.next! });
  expect(second).toMatchObject({ next: null, items: [{ id: older, shows: 'amount' }] });
  expect(second.items[0]).toMatchObject({ summary: expect.stringContaining('$1,234.56') });
});

test('one of a thing has its name, and one of a week says so', async () => {
  const id = await alarm({ metric: 'product-returns', name: 'Kettle {name} $&', value: 0.2 });
  const { summary, rhythm } = await getAnomaly(here.store.context, { id });
  expect(rhythm).toBe('week');
  expect(summary).toMatch(/^Returns of Kettle \{name\} \$&: 20% in the seven days to 9 Jun 2026\./);
});

test('one has its evidence and causes, with a link to the flow', async () => {
  const id = await alarm();
  const one = await getAnomaly(here.store.context, { id });
  expect(one).toMatchObject({ compared: 90, deviations: -5.5 });
  expect(one.points.map(({ day }) => day)).toEqual(['2026-06-08', '2026-06-09']);
  expect(one.causes.map(({ kind, flowId }) => [kind, flowId])).toEqual([
    ['version-published', id],
    ['moved-too', null],
  ]);
  await expect(getAnomaly(here.store.context, { id: newId() })).rejects.toMatchObject({ code: 'not-found' });
});

test('Home tells those that are bad until somebody has seen them, and at most three one by one', async () => {
  const needs = async () =>
    (await readHome(here.store.context, {})).needs.filter(({ kind }) => kind === 'anomaly');
  const id = await alarm();
  await alarm({ isWorse: false });
  await alarm({ foundAt: NOON - 40 * DAY });
  expect(await needs()).toEqual([
    {
      kind: 'anomaly',
      sentence:
        'Orders: 12 on 9 Jun 2026. Usual is between 38 and 61. Version 2 of Welcome was published on the day.',
      href: `/anomalies/${id}`,
    },
  ]);
  for (const metric of ['revenue', 'sent', 'opened', 'clicked']) await alarm({ metric });
  expect(await needs()).toHaveLength(4);
  expect((await needs()).at(-1)).toMatchObject({
    sentence: '2 more numbers were worse than usual.',
    href: '/anomalies',
  });
});

test('seen is written down once, with who saw it', async () => {
  const id = await alarm();
  const seen = await seeAnomaly(here.store.context, { id });
  expect(seen).toMatchObject({ seenAt: NOON, seenBy: here.store.context.actor.name });
  here.store.clock.set(NOON + DAY);
  expect(await seeAnomaly(here.store.context, { id })).toEqual(seen);
  const { db, context } = here.store;
  const rows = await db.inWorkspace(
    context.workspaceId,
    (tx) => tx`select summary from audit_log where action = 'anomaly-seen'`,
  );
  expect(rows).toEqual([{ summary: 'Marked “Orders” of 9 Jun 2026 as seen' }]);
  expect((await listAnomalies(here.store.context, { state: 'open' })).items).toEqual([]);
  expect((await listAnomalies(here.store.context, { state: 'seen' })).items).toHaveLength(1);
  expect((await readHome(here.store.context, {})).needs.some(({ kind }) => kind === 'anomaly')).toBe(false);
});

test('before the first check nothing is known, and another store sees nothing', async () => {
  expect(await readChecked(here.store.context, {})).toEqual({
    day: null,
    numbers: 0,
    judged: 0,
    waiting: true,
  });
  const id = await alarm();
  const stranger = await here.store.other();
  expect((await listAnomalies(stranger, {})).items).toEqual([]);
  await expect(getAnomaly(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
  await expect(seeAnomaly(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
});

test('a check that is asked for is done once, and is waited for until then', async () => {
  const { db, context, contextOf } = here.store;
  const run = async () => {
    while (await checkNumbers(db, contextOf, context.now(), (error) => expect.unreachable(String(error))));
  };
  await run();
  const before = await readChecked(context, {});
  expect(before).toMatchObject({ day: '2026-06-09', waiting: false });
  expect(await askCheck(context, {})).toEqual({ ...before, waiting: true });
  await run();
  expect(await readChecked(context, {})).toEqual(before);
});

import { DAY, HOUR, MINUTE } from '@millrace/base';
import { changePoints } from '@millrace/run/loyalty';
import { newId } from '@millrace/db';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  eraseCustomer,
  exportCustomer,
  getCustomer,
  listCustomers,
  updateCustomer,
} from '../customers/index.ts';
import { checkFlow, createFlow, publishFlow } from '../flows/index.ts';
import { createSegment } from '../segments/index.ts';
import { listAudit, updateStore } from '../settings/index.ts';
import { callerWithout } from '../testing/callers.ts';
import { graphOf, node } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { changeCustomerPoints } from './change-points.ts';
import { expireDuePoints } from './expire-due-points.ts';
import { grantCustomerTier } from './grant-tier.ts';
import { listPoints } from './read-points.ts';

let here: OneStore;
oneStore((made) => {
  here = made;
});
let counter = 0;
beforeEach(async () => {
  await updateStore(here.store.context, {
    settings: { pointsExpireDays: null, pointsWarnDays: 7, tiers: [] },
  });
});

const inStore = <Result>(run: Parameters<OneStore['inStore']>[0]) => here.inStore(run) as Promise<Result>;
async function somebody(): Promise<{ id: string; name: string }> {
  counter += 1;
  const name = `member${counter}`;
  await here.shop.send('customer-updated', here.shop.person(name));
  const [found] = (await listCustomers(here.store.context, { email: `${name}@example.com` })).items;
  return { id: found!.id, name };
}
const give = (id: string, points: number, reason = 'Test') =>
  changeCustomerPoints(here.store.context, { id, points, reason });
const told = (id: string, type: string) =>
  inStore<{ properties: Record<string, unknown> }[]>(
    (tx) => tx`select properties from events where customer_id = ${id} and type = ${type} order by id`,
  ).then((rows) => rows.map(({ properties }) => properties));
const expire = () => expireDuePoints(here.store.db, here.store.contextOf);

describe('points', () => {
  test('are given and taken with a reason, told as an event, audited, and never fall below zero', async () => {
    const { id } = await somebody();
    await give(id, 120, 'Welcome');
    const after = await give(id, -50, 'Used in the shop');
    expect(after).toMatchObject({ balance: 70, items: [{ points: -50 }, { points: 120, remaining: 70 }] });
    await expect(give(id, -71)).rejects.toMatchObject({
      code: 'points-too-few',
      details: { balance: 70, asked: 71 },
    });
    expect(await getCustomer(here.store.context, { id })).toMatchObject({ points: 70, tier: null });
    expect(await told(id, 'loyalty-points-changed')).toEqual([
      { points: 120, balance: 120, reason: 'Welcome' },
      { points: -50, balance: 70, reason: 'Used in the shop' },
    ]);
    const audit = await listAudit(here.store.context, { action: 'points-changed', subject: id });
    expect(audit.items.map(({ summary }) => summary)).toEqual([
      'Took 50 loyalty points: Used in the shop',
      'Gave 120 loyalty points: Welcome',
    ]);
  });

  test('need a reason, a whole number and the right to change customers', async () => {
    const { id } = await somebody();
    for (const wrong of [
      { points: 1, reason: ' ' },
      { points: 0, reason: 'x' },
      { points: 1.5, reason: 'x' },
    ])
      await expect(changeCustomerPoints(here.store.context, { id, ...wrong })).rejects.toMatchObject({
        code: 'input-invalid',
      });
    await expect(
      changeCustomerPoints(callerWithout(here.store.context, 'customers:write'), {
        id,
        points: 1,
        reason: 'x',
      }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(give(newId(), 1)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('are listed a page at a time', async () => {
    const { id } = await somebody();
    for (const points of [1, 2, 3]) await give(id, points);
    const first = await listPoints(here.store.context, { id, limit: 2 });
    expect(first.items.map(({ points }) => points)).toEqual([3, 2]);
    const rest = await listPoints(here.store.context, { id, limit: 2, cursor: first.next! });
    expect([rest.items.map(({ points }) => points), rest.next]).toEqual([[1], null]);
  });

  test('that a crash books again are booked once', async () => {
    const { id } = await somebody();
    const book = () =>
      here.inStore((tx) =>
        changePoints(
          tx,
          here.store.context.workspaceId,
          {
            customerId: id,
            points: 10,
            reason: '',
            cause: 'call/one',
            by: { type: 'flow', name: null },
            flowId: null,
          },
          here.store.clock.now(),
        ),
      );
    await Promise.all([book(), book(), book()]);
    expect((await listPoints(here.store.context, { id })).balance).toBe(10);
  });
});

describe('expiry', () => {
  test('takes what is left of the oldest, after telling it once, and taking used those first', async () => {
    await updateStore(here.store.context, { settings: { pointsExpireDays: 30, pointsWarnDays: 7 } });
    const { id } = await somebody();
    await give(id, 100, 'Old');
    await here.host.pass(10 * DAY);
    await give(id, 40, 'New');
    await give(id, -30, 'Used');
    await expire();
    expect(await told(id, 'loyalty-points-expiring')).toEqual([]);
    await here.host.pass(15 * DAY);
    await Promise.all([expire(), expire()]);
    const [warned, ...more] = await told(id, 'loyalty-points-expiring');
    expect(warned).toMatchObject({
      points: 70,
      balance: 110,
      expiresAt: expect.stringMatching(/Z$/) as string,
    });
    expect(more).toEqual([]);
    await here.host.pass(6 * DAY);
    await Promise.all([expire(), expire()]);
    const after = await listPoints(here.store.context, { id });
    expect(after).toMatchObject({
      balance: 40,
      expiring: { points: 40 },
      items: [{ points: -70, by: 'expiry', reason: 'Expired' }, {}, {}, {}],
    });
    expect((await told(id, 'loyalty-points-changed')).at(-1)).toMatchObject({ points: -70, balance: 40 });
  });

  test('does not touch points that were given while they did not expire', async () => {
    const { id } = await somebody();
    await give(id, 10);
    await updateStore(here.store.context, { settings: { pointsExpireDays: 1 } });
    await here.host.pass(9 * DAY);
    await expire();
    expect((await listPoints(here.store.context, { id })).balance).toBe(10);
  });
});

describe('tiers', () => {
  const TIERS = [
    { name: 'Gold', from: 500 },
    { name: 'Silver', from: 100 },
  ];

  test('are reached by all points that were ever given, and kept when points are used', async () => {
    await updateStore(here.store.context, { settings: { tiers: TIERS } });
    const { id } = await somebody();
    expect(await give(id, 99)).toMatchObject({ tier: null, nextTier: { name: 'Silver', missing: 1 } });
    expect(await give(id, 1)).toMatchObject({ tier: 'Silver', nextTier: { name: 'Gold', missing: 400 } });
    expect(await give(id, 400)).toMatchObject({ tier: 'Gold', nextTier: null });
    expect((await told(id, 'loyalty-points-changed')).at(-1)).toMatchObject({ tier: 'Gold' });
    expect(await give(id, -300, 'Used')).toMatchObject({ balance: 200, tier: 'Gold' });
    // What a person of the team takes is a correction.
    const ann = { ...here.store.context, actor: { ...here.store.context.actor, type: 'person' as const } };
    expect(
      await changeCustomerPoints(ann as typeof here.store.context, { id, points: -1, reason: 'A mistake' }),
    ).toMatchObject({ tier: 'Silver' });
  });

  test('apply to everybody as soon as they are set', async () => {
    const { id } = await somebody();
    await give(id, 200);
    await updateStore(here.store.context, { settings: { tiers: TIERS } });
    expect(await getCustomer(here.store.context, { id })).toMatchObject({ tier: 'Silver' });
    await updateStore(here.store.context, { settings: { tiers: [{ name: 'Bronze', from: 0 }] } });
    expect(await getCustomer(here.store.context, { id })).toMatchObject({ tier: 'Bronze' });
  });

  test('are granted whatever the points, until a time, and never lower one that was reached', async () => {
    await updateStore(here.store.context, { settings: { tiers: TIERS } });
    const { id } = await somebody();
    const grant = (tier: string | null, days: number | null = null) =>
      grantCustomerTier(here.store.context, {
        id,
        tier,
        until: days === null ? null : new Date(here.store.clock.now() + days * DAY).toISOString(),
        reason: 'A gift',
      });
    expect(await grant('gold', 10)).toMatchObject({
      tier: 'Gold',
      balance: 0,
      granted: { tier: 'Gold' },
      nextTier: null,
    });
    await give(id, 150);
    await here.host.pass(9 * DAY);
    await expire();
    expect(await listPoints(here.store.context, { id })).toMatchObject({ tier: 'Gold' });
    await here.host.pass(2 * DAY);
    await expire();
    expect(await listPoints(here.store.context, { id })).toMatchObject({ tier: 'Silver', granted: null });
    await give(id, 400);
    expect(await grant('Silver')).toMatchObject({ tier: 'Gold', granted: { tier: 'Silver', until: null } });
    expect(await grant(null)).toMatchObject({ tier: 'Gold', granted: null });
    await expect(grant('Platinum')).rejects.toMatchObject({ code: 'not-found' });
    const audit = await listAudit(here.store.context, { action: 'tier-granted', subject: id });
    expect(audit.items.at(-1)?.summary).toBe('Granted the tier gold: A gift');
  });

  test('are granted by a flow, if the store has them', async () => {
    await updateStore(here.store.context, { settings: { tiers: TIERS } });
    const flow = await createFlow(here.store.context, {
      name: 'Press',
      graph: graphOf(
        [
          node('t', 'event-trigger', { event: 'wrote-about-us', key: 'customer' }),
          node('set', 'set-tier', { tier: 'Gold', days: 30 }),
          node('odd', 'set-tier', { tier: 'Platinum' }),
          node('end', 'end'),
        ],
        { holdout: 0 },
        ['t:next>set', 'set:next>odd', 'odd:next>end'],
      ),
    });
    const { problems } = await checkFlow(here.store.context, { id: flow.id, graph: flow.graph });
    expect(problems.filter(({ code }) => code === 'tier-unknown')).toMatchObject([
      { node: 'odd', severity: 'warning', sentence: expect.stringContaining('It has “Gold” and “Silver”.') },
    ]);
    await publishFlow(here.store.context, { id: flow.id });
    const { id, name } = await somebody();
    await here.shop.send('wrote-about-us', here.shop.person(name), {});
    await here.host.pass(HOUR);
    const points = await listPoints(here.store.context, { id });
    expect(points).toMatchObject({ tier: 'Gold', granted: { tier: 'Gold' } });
    expect(points.granted!.until! - here.store.clock.now()).toBeGreaterThan(29 * DAY);
    const calls = await inStore<{ sentence: string }[]>(
      (tx) => tx`select sentence from calls where customer_id = ${id} order by status`,
    );
    expect(calls.map(({ sentence }) => sentence)).toEqual([
      'Was granted the tier “Gold”.',
      'Not done: the store has no tier “Platinum”.',
    ]);
  });

  test('have different names and begin at different points', async () => {
    for (const tiers of [
      [TIERS[0], { name: 'gold', from: 1 }],
      [TIERS[0], { name: 'Silver', from: 500 }],
      [{ name: ' ', from: 1 }],
    ])
      await expect(updateStore(here.store.context, { settings: { tiers } })).rejects.toMatchObject({
        code: 'input-invalid',
      });
  });
});

describe('a flow', () => {
  test('gives points once, knows how many there are then, and starts others by the event', async () => {
    await updateStore(here.store.context, { settings: { tiers: [{ name: 'Silver', from: 50 }] } });
    const giving = await createFlow(here.store.context, {
      name: 'Reviews',
      graph: graphOf(
        [
          node('t', 'event-trigger', { event: 'reviewed', key: 'customer', reentry: { rule: 'always' } }),
          node('give', 'change-points', { points: 60, reason: 'Review by {{ customer.firstName }}' }),
          node('much', 'condition', {
            paths: [
              { id: 'yes', name: 'Yes', when: { fact: 'customer.points', operator: 'at-least', value: 60 } },
            ],
          }),
          node('take', 'change-points', { do: 'take', points: 500, ifNotDone: 'way' }),
          node('end', 'end'),
          node('few', 'end'),
        ],
        { holdout: 0 },
        [
          't:next>give',
          'give:next>much',
          'much:yes>take',
          'much:else>end',
          'take:next>end',
          'take:not-done>few',
        ],
      ),
    });
    await publishFlow(here.store.context, { id: giving.id });
    const celebrating = await createFlow(here.store.context, {
      name: 'Silver',
      graph: graphOf(
        [
          node('t', 'event-trigger', {
            event: 'loyalty-points-changed',
            key: 'customer',
            filter: { fact: 'customer.tier', operator: 'is', value: 'Silver' },
            reentry: { rule: 'always' },
          }),
          node('end', 'end'),
        ],
        { holdout: 0 },
        ['t:next>end'],
      ),
    });
    await publishFlow(here.store.context, { id: celebrating.id });
    const { id, name } = await somebody();
    await here.shop.send('reviewed', here.shop.person(name), {});
    await here.host.pass(HOUR);
    const points = await listPoints(here.store.context, { id });
    expect(points).toMatchObject({ balance: 60, tier: 'Silver' });
    expect(points.items).toEqual([
      expect.objectContaining({
        reason: `Review by ${name}`,
        by: 'flow',
        byName: 'Reviews',
        flowId: giving.id,
      }),
    ]);
    const states = await inStore<{ name: string; state: string }[]>(
      (tx) => tx`select f.name, e.state from enrolments e join flows f on f.id = e.flow_id
        where e.customer_id = ${id} order by 1`,
    );
    expect(states).toEqual([
      { name: 'Reviews', state: 'done' },
      { name: 'Silver', state: 'done' },
    ]);
    const calls = await inStore<{ status: string; sentence: string }[]>(
      (tx) => tx`select status, sentence from calls where customer_id = ${id} order by planned_at, status`,
    );
    expect(calls).toEqual([
      { status: 'done', sentence: 'Got 60 points.' },
      { status: 'refused', sentence: 'Not done: they have 60 of the 500 points.' },
    ]);
  });

  test('of a segment by points knows who is in it as points change', async () => {
    const { id } = await somebody();
    const segment = await createSegment(here.store.context, {
      name: 'Has many points',
      condition: { fact: 'customer.points', operator: 'at-least', value: 1_000 },
    });
    await here.host.pass(MINUTE);
    await give(id, 1_000);
    await here.host.pass(MINUTE);
    const inside = () =>
      inStore<{ inside: boolean }[]>(
        (tx) =>
          tx`select inside from segment_members where segment_id = ${segment.id} and customer_id = ${id}`,
      );
    expect(await inside()).toEqual([{ inside: true }]);
    await give(id, -1);
    await here.host.pass(MINUTE);
    expect(await inside()).not.toEqual([{ inside: true }]);
  });
});

test('an erased person has no reasons left, and nothing of theirs expires', async () => {
  await updateStore(here.store.context, { settings: { pointsExpireDays: 10 } });
  const { id } = await somebody();
  await give(id, 10, 'For Maya’s birthday');
  expect(JSON.stringify(await exportCustomer(here.store.context, { id }))).toContain('birthday');
  await eraseCustomer(here.store.context, { id });
  await here.host.pass(20 * DAY);
  await expire();
  const rows = await inStore<{ reason: string; points: number }[]>(
    (tx) => tx`select reason, points from loyalty_entries where customer_id = ${id}`,
  );
  expect(rows).toEqual([{ reason: '', points: 10 }]);
});

test('whatever is given, taken, merged and expires, the balance is the sum of the changes', async () => {
  await updateStore(here.store.context, { settings: { pointsExpireDays: 5, pointsWarnDays: 2 } });
  const step = fc.oneof(
    fc.record({ do: fc.constant('give' as const), who: fc.nat(2), points: fc.integer({ min: 1, max: 50 }) }),
    fc.record({ do: fc.constant('take' as const), who: fc.nat(2), points: fc.integer({ min: 1, max: 60 }) }),
    fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ do: fc.constant('merge' as const), into: fc.nat(2), from: fc.nat(2) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const made = [await somebody(), await somebody(), await somebody()];
      const people = made.map(({ id }) => id);
      const everybody = [...people];
      for (const one of steps) {
        if (one.do === 'give') await give(people[one.who]!, one.points);
        else if (one.do === 'take') await give(people[one.who]!, -one.points).catch(() => undefined);
        else if (one.do === 'days') {
          here.store.clock.set(here.store.clock.now() + one.days * DAY);
          await expire();
        } else if (people[one.into] !== people[one.from]) {
          const email = `${made[one.from]!.name}@example.com`;
          await updateCustomer(here.store.context, { id: people[one.into]!, traits: { email } });
          for (const [at, { id }] of made.entries())
            people[at] = (await getCustomer(here.store.context, { id })).id;
        }
        const rows = await inStore<
          { id: string; points: number; sum: number; left: number; least: number }[]
        >(
          (tx) => tx`select c.id, c.points, coalesce(sum(e.points), 0)::int as sum,
              coalesce(sum(e.remaining), 0)::int as left, coalesce(min(e.remaining), 0)::int as least
            from customers c left join loyalty_entries e on e.customer_id = c.id
            where c.id = any(${everybody}::uuid[]) group by c.id`,
        );
        for (const { points, sum, left, least } of rows) {
          expect(points).toBe(sum);
          expect(left).toBe(sum);
          expect(points).toBeGreaterThanOrEqual(0);
          expect(least).toBeGreaterThanOrEqual(0);
        }
      }
    }),
    { numRuns: 40 },
  );
}, 120_000);

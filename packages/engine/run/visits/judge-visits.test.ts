import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { updateGuardrails } from '@millrace/services/settings';
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
import { DAY, HOUR, MINUTE, SECOND } from '@millrace/base';
import type { Tx } from '@millrace/db';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { judgeDueVisits } from './judge-visits.ts';
import { messageLinks } from '../sending/message-links.ts';
import { recordClick, recordOpen, recordPage } from './track.ts';
import { keptOf, type KeptVisit } from './visits.ts';

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36';
const APPLE = 'Mozilla/5.0';

let database: TestDatabase;
let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;
let flowId: string;
let counter = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  host = new VirtualHost(store);
  shop = shopOf(store);
  store.clock.set(Date.UTC(2026, 5, 10, 12));
  await updateGuardrails(store.context, {
    settings: { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } },
  });
  const flow = await createFlow(store.context, {
    name: 'Carts',
    graph: graphOf(
      [
        node('trigger', 'event-trigger', {
          event: 'signed-up',
          key: 'customer',
          reentry: { rule: 'always' },
        }),
        email('mail', {
          content: {
            subject: 'Hi',
            blocks: [{ type: 'text', text: '[One](https://shop.test/1) [Two](https://shop.test/2)' }],
          },
        }),
        node('clicked', 'wait-for-event', {
          event: 'message-clicked',
          match: 'message',
          timeout: { amount: 20, unit: 'days' },
        }),
        node('end', 'end'),
        node('ignored', 'end'),
      ],
      { holdout: 0 },
      ['trigger:next>mail', 'mail:next>clicked', 'clicked:happened>end', 'clicked:timeout>ignored'],
    ),
  });
  await publishFlow(store.context, { id: flow.id });
  flowId = flow.id;
});
afterAll(async () => {
  await store.close();
  await database.drop();
});
// An hour after the test before.
beforeEach(() => host.pass(HOUR));

interface Row {
  readonly id: string;
  readonly enrolled_at: number;
  readonly enrolment_id: string;
  readonly opened_at: number | null;
  readonly clicked_at: number | null;
  readonly visits: readonly KeptVisit[] | null;
}
const inStore = <Result>(run: (tx: Tx) => Promise<Result>): Promise<Result> =>
  store.db.inWorkspace(store.context.workspaceId, run);

/** An e-mail that a person got an hour ago, and functions that visit it. */
async function letter() {
  counter += 1;
  const name = `reader${counter}`;
  await shop.send('signed-up', shop.person(name));
  await host.pass(HOUR);
  const read = async (): Promise<Row> => {
    const rows = await inStore(
      (tx) =>
        tx<
          Row[]
        >`select m.id, m.enrolled_at, m.enrolment_id, m.opened_at, m.clicked_at, m.visits from messages m
          join customers c on c.id = m.customer_id where c.email = ${`${name}@example.com`}`,
    );
    return rows[0]!;
  };
  const { id, enrolled_at } = await read();
  const links = messageLinks(store.context, {
    workspaceId: store.context.workspaceId,
    messageId: id,
    enrolledAt: enrolled_at,
  });
  const token = (url: string) => url.split('/').at(-1)!;
  const { contextOf } = store;
  const { secret } = store.context;
  return {
    id,
    name,
    read,
    open: (agent = CHROME) => recordOpen(contextOf, token(links.open), secret, { agent, prefetch: false }),
    click: (index: number, agent = CHROME) =>
      recordClick(contextOf, token(links.click(index)), secret, { agent, prefetch: false }),
    page: (agent = CHROME) =>
      recordPage(contextOf, token(links.unsubscribe), secret, { agent, prefetch: false }),
    /** How many open and click events it has. */
    told: async () => {
      const rows = await inStore(
        (tx) =>
          tx<
            { type: string; count: number }[]
          >`select type, count(*)::int as count from events where message_id = ${id} and type like 'message-%'
            group by 1`,
      );
      return Object.fromEntries(rows.map(({ type, count }) => [type, count]));
    },
    verdicts: async () =>
      ((await read()).visits ?? []).map(({ kind, by, why }) => `${kind} ${why ?? by ?? 'open'}`),
    isDone: async () =>
      (await listEnrolments(store.context, { flow: flowId, limit: 200 })).items.find(
        (one) => one.customerName === name,
      )?.state === 'done',
    credited: async () => {
      const rows = await inStore(
        (tx) => tx<{ order_id: string }[]>`select order_id from attributions where message_id = ${id}`,
      );
      return rows.length;
    },
  };
}

/** Counts of the e-mail's step, as stored and as recounted. */
async function counts() {
  const kept = await inStore(
    (tx) => tx<{ metric: string; amount: number }[]>`select metric, sum(amount)::int as amount from (
      select metric, amount, node, flow_id from counter_changes union all select metric, amount, node, flow_id
        from counter_rollups) t
      where flow_id = ${flowId} and node = 'mail'
        and metric in ('opened', 'clicked', 'machine-opened', 'machine-clicked') group by 1
        having sum(amount) <> 0`,
  );
  const rows = await inStore(
    (tx) => tx<Row[]>`select opened_at, clicked_at, visits from messages where flow_id = ${flowId}`,
  );
  const machine = (kind: KeptVisit['kind']) =>
    rows.filter(({ visits }) => (visits ?? []).some((visit) => visit.by === 'machine' && visit.kind === kind))
      .length;
  const again = {
    opened: rows.filter((row) => row.opened_at !== null).length,
    clicked: rows.filter((row) => row.clicked_at !== null).length,
    'machine-opened': machine('open'),
    'machine-clicked': machine('click'),
  };
  return {
    kept: Object.fromEntries(kept.map(({ metric, amount }) => [metric, amount])),
    again: Object.fromEntries(Object.entries(again).filter(([, amount]) => amount !== 0)),
  };
}

describe('visits by machines', () => {
  test('end no wait and are credited with no order, and a real click later does both', async () => {
    const mail = await letter();
    await mail.click(0);
    store.clock.set(store.clock.now() + 300);
    await mail.click(1);
    await mail.open(APPLE);
    await host.pass(MINUTE);
    expect(await mail.verdicts()).toEqual([
      'click several-links',
      'click several-links',
      'open privacy-proxy',
    ]);
    expect(await mail.told()).toEqual({});
    expect(await mail.isDone()).toBe(false);
    await shop.buy(mail.name, `o1-${mail.id}`);
    await host.pass(MINUTE);
    expect(await mail.credited()).toBe(0);

    await mail.click(1);
    await host.pass(MINUTE);
    expect(await mail.told()).toEqual({ 'message-clicked': 1, 'message-opened': 1 });
    expect(await mail.isDone()).toBe(true);
    await shop.buy(mail.name, `o2-${mail.id}`);
    await host.pass(MINUTE);
    expect(await mail.credited()).toBe(1);
  });

  test('are recognised by the unsubscribe page that they open together with the only link they follow', async () => {
    const mail = await letter();
    await mail.click(0);
    await mail.page();
    await host.pass(MINUTE);
    expect(await mail.verdicts()).toEqual(['click several-links', 'page several-links']);
    expect(await mail.isDone()).toBe(false);
    await mail.page();
    await host.pass(MINUTE);
    expect([await mail.isDone(), await mail.told()]).toEqual([false, {}]);
  });

  test('are counted once for a message, however many follow', async () => {
    const visit = (kind: 'open' | 'click', at: number): KeptVisit => ({
      at,
      kind,
      link: null,
      by: 'machine',
      why: 'scanner',
    });
    const many = [visit('open', 0), ...Array.from({ length: 300 }, (_, at) => visit('click', at + 1))];
    expect(keptOf(many).length).toBeLessThan(60);
    expect(keptOf(many)[0]).toEqual(many[0]);
    const mail = await letter();
    await mail.open('curl/8.5.0');
    for (let round = 0; round < 3; round += 1) {
      await Promise.all(Array.from({ length: 30 }, () => mail.click(0, 'curl/8.5.0')));
      await host.pass(MINUTE);
    }
    await mail.open('curl/8.5.0');
    await host.pass(MINUTE);
    const { kept, again } = await counts();
    expect(kept).toEqual(again);
  });
});

test('an order placed in the seconds before a click counts is attributed once it does', async () => {
  const mail = await letter();
  await mail.click(0);
  store.clock.set(store.clock.now() + SECOND);
  await shop.buy(mail.name, `soon-${mail.id}`);
  await host.settle();
  expect([await mail.credited(), (await mail.read()).clicked_at]).toEqual([0, null]);
  await host.pass(MINUTE);
  expect(await mail.credited()).toBe(1);
});

test('a visit that cannot be judged, or whose message is gone, blocks no other', async () => {
  const [gone, fine] = [await letter(), await letter()];
  const other = await store.other();
  await gone.click(0);
  await inStore((tx) => tx`delete from messages where id = ${gone.id}`);
  await store.db.inWorkspace(
    other.workspaceId,
    (tx) =>
      tx`insert into visit_checks (message_id, workspace_id, enrolled_at, due_at)
        values (gen_random_uuid(), ${other.workspaceId}, now(), ${store.clock.now() - DAY})`,
  );
  await fine.click(0);
  store.clock.set(store.clock.now() + 4 * SECOND);
  const errors: unknown[] = [];
  const contextOf = (workspaceId: string) => {
    if (workspaceId === other.workspaceId) throw new TypeError('broken');
    return store.contextOf(workspaceId);
  };
  await judgeDueVisits(store.db, contextOf, store.clock.now(), (error) => errors.push(error));
  expect(errors).toEqual([new TypeError('broken')]);
  expect((await fine.read()).clicked_at).not.toBeNull();
  // A visit that could not be judged is retried later, not in every round.
  expect(await judgeDueVisits(store.db, contextOf, store.clock.now(), (error) => errors.push(error))).toBe(0);
  await host.pass(2 * MINUTE);
  const left = await store.db.asRouter((tx) => tx`select 1 from visit_checks`);
  expect(left).toHaveLength(0);
});

describe('visits at the same time as others, while several workers judge', () => {
  const agents = [CHROME, CHROME, CHROME, 'curl/8.5.0', APPLE] as const;
  const step = fc.record({
    wait: fc.constantFrom(0, 0, 100, 900, 1_100, 2_900, 3_000, 3_100, 9_000),
    kind: fc.constantFrom('open', 'click', 'click', 'page'),
    link: fc.constantFrom(0, 1),
    agent: fc.constantFrom(...agents),
    workers: fc.constantFrom(0, 1, 3),
  });

  test('are each judged once, counted exactly, and become one event for each visit by a person', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 14 }), async (steps) => {
        const mail = await letter();
        const made: { readonly at: number; readonly step: (typeof steps)[number] }[] = [];
        const judge = () =>
          judgeDueVisits(store.db, store.contextOf, store.clock.now(), (error) => {
            throw error;
          });
        let together: Promise<unknown>[] = [];
        for (const one of steps) {
          if (one.wait > 0) {
            await Promise.all(together);
            together = [];
            store.clock.set(store.clock.now() + one.wait);
          }
          made.push({ at: store.clock.now(), step: one });
          together.push(
            ...Array.from({ length: one.workers }, judge),
            one.kind === 'open'
              ? mail.open(one.agent)
              : one.kind === 'page'
                ? mail.page(one.agent)
                : mail.click(one.link, one.agent),
          );
        }
        await Promise.all(together);
        await host.pass(MINUTE);

        const row = await mail.read();
        const visits = row.visits ?? [];
        expect(visits.map(({ at, kind }) => `${at} ${kind}`).toSorted()).toEqual(
          made.map(({ at, step: { kind } }) => `${at} ${kind}`).toSorted(),
        );
        expect(visits.every(({ by, agent }) => by !== undefined && agent === undefined)).toBe(true);
        const where = ({ kind, link }: { kind: string; link: number | null }) =>
          kind === 'click' ? `link ${link}` : kind;
        for (const visit of visits) {
          const near = visits.filter(
            (other) =>
              Math.abs(other.at - visit.at) <= SECOND &&
              other.kind !== 'open' &&
              where(other) !== where(visit),
          );
          if (visit.kind !== 'open' && near.length > 0) expect(visit.by).toBe('machine');
          const told = made.filter(
            ({ at, step: { kind, link } }) =>
              at === visit.at && kind === visit.kind && (kind !== 'click' || link === visit.link),
          );
          if (told.every(({ step: { agent } }) => agent !== CHROME)) expect(visit.by).toBe('machine');
          const isAlone = visits.every(
            (other) => other === visit || Math.abs(other.at - visit.at) > 8 * SECOND,
          );
          if (isAlone && told.every(({ step: { agent } }) => agent === CHROME))
            expect(visit.by).toBe('person');
        }
        const people = visits.filter(({ by, kind }) => by === 'person' && kind !== 'page');
        const clicks = people.filter(({ kind }) => kind === 'click');
        expect(row.opened_at).toBe(people.length === 0 ? null : Math.min(...people.map(({ at }) => at)));
        expect(row.clicked_at).toBe(clicks.length === 0 ? null : Math.min(...clicks.map(({ at }) => at)));
        const distinct = new Set(clicks.map(({ at, link }) => `${at} ${link}`)).size;
        expect(await mail.told()).toEqual({
          ...(people.length > 0 ? { 'message-opened': 1 } : {}),
          ...(distinct > 0 ? { 'message-clicked': distinct } : {}),
        });
        expect(await mail.isDone()).toBe(clicks.length > 0);
        const { kept, again } = await counts();
        expect(kept).toEqual(again);
      }),
      { numRuns: 30 },
    );
  }, 240_000);
});

import { createFlow, publishFlow } from '@millrace/services/flows';
import { graphOf, node, testStore, VirtualHost, wait, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Database } from '@millrace/db';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ageSegments, checkSegments, scanSegments } from '../segments/watch-segments.ts';
import { letInBySegment } from './let-in-by-segment.ts';
import { ingestEvents } from '../intake/ingest-events.ts';
import { routeNext } from '../routing/route-events.ts';
import { runSources } from './run-sources.ts';
import { filterEvents } from '../filtering/filter-events.ts';
import { runBulkJobs } from '../bulk-jobs/run-bulk-jobs.ts';
import { tellProductNews } from './product-news.ts';

/** Several workers at once, whose processes crash again and again just before a commit. */
let database: TestDatabase;
const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
const NOON = Date.UTC(2026, 5, 10, 12);
const PEOPLE = 30;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** The database of a process that may die just before a commit. Once dead, it does nothing more. */
function dying(db: Database, chance: () => number): Database {
  let dead = false;
  return new Proxy(db, {
    get(target, name, receiver) {
      const whole = Reflect.get(target, name, receiver) as (...given: unknown[]) => unknown;
      if (name !== 'inWorkspace' && name !== 'asRouter') return whole;
      return (...given: unknown[]) => {
        const work = given.pop() as (tx: unknown) => Promise<unknown>;
        return whole.call(target, ...given, async (tx: unknown) => {
          const result = dead ? null : await work(tx);
          dead ||= chance() < 0.3;
          if (dead) throw new Error('The process died.');
          return result;
        });
      };
    },
  });
}

/** A generator of numbers in [0, 1), the same for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

async function workOn(store: TestStore, seed: number): Promise<number> {
  const { contextOf, clock } = store;
  const chance = chanceOf(seed);
  let deaths = 0;
  const died = () => {
    deaths += 1;
    return false;
  };
  const quiet = async (work: (db: Database) => Promise<unknown>) => {
    const more = await work(dying(store.db, chance)).catch(died);
    return more !== false && more !== null && more !== 0;
  };
  const lane = async () => {
    for (let idle = 0; idle < 6;) {
      const busy = [
        await quiet((db) => runSources(db, contextOf, clock.now(), died)),
        await quiet((db) => checkSegments(db, letInBySegment(contextOf), clock.now())),
        await quiet((db) => ageSegments(db, letInBySegment(contextOf), clock.now())),
        await quiet((db) => scanSegments(db, letInBySegment(contextOf), clock.now(), died)),
        await quiet((db) => tellProductNews(db, contextOf, clock.now())),
        await quiet((db) => runBulkJobs(db, contextOf, clock.now())),
        await quiet((db) => filterEvents(db)),
        await quiet((db) => routeNext(db, clock.now(), died)),
      ];
      idle = busy.some(Boolean) ? 0 : idle + 1;
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  return deaths;
}

test.each([1, 2, 3])(
  'nobody enters twice and nobody is left out, wherever processes crash: %i',
  async (seed) => {
    const store = await testStore(database.url);
    store.clock.set(NOON);
    const host = new VirtualHost(store);
    const tell = (events: readonly Record<string, unknown>[]) => ingestEvents(store.context, API, events);
    const product = (stock: number, id: string) => ({
      id,
      type: 'product-updated',
      properties: { productId: 'kettle', title: 'Kettle', stock },
    });
    await tell([
      product(0, 'p-0'),
      ...Array.from({ length: PEOPLE }, (_, index) => ({
        id: `c-${index}`,
        type: 'back-in-stock-requested',
        customer: { email: `p${index}@example.com`, birthday: '1990-06-11' },
        properties: { productId: 'kettle' },
      })),
    ]);
    await host.settle();
    const live = async (trigger: string, config: Record<string, unknown>, subject = 'customer') => {
      const graph = {
        ...graphOf([node('trigger', trigger, config), wait('week', 7, 'days'), node('end', 'end')]),
        subject,
      };
      const flow = await createFlow(store.context, { name: `${trigger} ${subject}`, graph });
      await publishFlow(store.context, { id: flow.id });
      return flow.id;
    };
    const flows = {
      segment: await live('segment-trigger', {
        condition: { fact: 'customer.tags', operator: 'contains', value: 'vip' },
      }),
      present: await live('segment-trigger', {
        condition: { fact: 'customer.properties.birthday', operator: 'is-set' },
        present: true,
      }),
      date: await live('date-trigger', { date: 'birthday', at: '09:00' }),
      schedule: await live('schedule-trigger', { every: 'day', at: '09:00', spreadMinutes: 0 }),
      store: await live('schedule-trigger', { every: 'day', at: '09:00' }, 'store'),
      product: await live('product-trigger', { news: 'restocked' }),
    };
    let deaths = await workOn(store, seed);
    await tell([
      product(5, 'p-1'),
      ...Array.from({ length: PEOPLE }, (_, index) => ({
        id: `t-${index}`,
        type: 'customer-updated',
        customer: { email: `p${index}@example.com`, tags: index % 3 === 0 ? ['vip'] : [] },
      })),
    ]);
    deaths += await workOn(store, seed + 10);
    for (const [turn, time] of [NOON + 22 * HOUR, NOON + DAY].entries()) {
      store.clock.set(time);
      deaths += await workOn(store, seed + 20 + turn);
    }
    store.clock.set(store.clock.now() + 2 * MINUTE);
    // What waits after a crash is retried later, so its clock must advance too.
    await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx`update event_queue set not_before = now()`,
    );
    await host.settle();
    const counts = await store.db.inWorkspace(
      store.context.workspaceId,
      (tx) => tx<{ flow_id: string; all: number; people: number }[]>`
      select flow_id, count(*)::int as all,
        count(distinct coalesce(customer_id::text, subject))::int as people from enrolments group by flow_id`,
    );
    const of = (flow: string) => counts.find((row) => row.flow_id === flow);
    const once = (people: number) => ({ all: people, people });
    expect(deaths).toBeGreaterThan(10);
    expect(
      Object.fromEntries(
        Object.entries(flows).map(([name, flow]) => [name, { all: of(flow)?.all, people: of(flow)?.people }]),
      ),
    ).toEqual({
      segment: once(PEOPLE / 3),
      present: once(PEOPLE),
      date: once(PEOPLE),
      schedule: once(PEOPLE),
      store: once(1),
      product: once(PEOPLE),
    });
    await store.close();
  },
);

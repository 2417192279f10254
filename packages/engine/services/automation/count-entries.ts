import { DAY, isZone, MINUTE, type Instant } from '@millrace/base';
import { storeSettings, type StoreSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { entryEvents, graphSchema, runsBetween, type Graph } from '@millrace/flow';
import { TEMPLATES } from '@millrace/templates';
import { pastNumbers, type CustomerEntry } from '../measure/past-numbers.ts';
import { planOfTrigger } from '../rehearsal/drawn-triggers.ts';
import type { StoreCount, TemplateCount } from './shapes.ts';

/** A month, in days: what is said of a month is said of so many. */
export const MONTH_DAYS = 30;
/** Days of orders to look at. */
const ORDER_DAYS = 90;
/** Longest time a count may take, after which another worker begins anew, in milliseconds. */
const CLAIMED_FOR = 20 * MINUTE;
/** Most of the newest events to search for what things did, as for people. */
const MOST_SEARCHED = 100_000;

/** Counting may take so much of the time: a tenth. */
const REST_AFTER = 10;

/**
 * When a store is counted again: when it is half as old again, because its history is still arriving in its first hours;
 * at least every day, and after ten times as long as it took, but at most every two minutes.
 * @param took milliseconds
 */
const countedAgainAfter = (age: number, took: number): number =>
  Math.min(DAY, Math.max(2 * MINUTE, age / 2, REST_AFTER * took));

/**
 * Counts for one store that is due who would have entered each flow of the gallery, and what they ordered then. Each
 * template is a transaction of its own, so that none is long.
 * @returns whether there may be more stores
 */
export async function countEntries(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
): Promise<boolean> {
  const [due] = await db.asRouter(
    (tx) => tx<{ workspace_id: string }[]>`
      select w.workspace_id from known_workspaces() w left join entry_counts c on c.workspace_id = w.workspace_id
        where c.next_at is null or (c.next_at <= ${now}::timestamptz
          and (c.claimed_until is null or c.claimed_until <= ${now}::timestamptz))
        order by c.next_at nulls first limit 1`,
  );
  if (!due) return false;
  const { workspaceId: id } = contextOf(due.workspace_id);
  const claimed = await db.inWorkspace(
    id,
    (tx) => tx`insert into entry_counts (workspace_id, next_at, claimed_until)
      values (${id}, ${now}::timestamptz, ${now + CLAIMED_FOR}::timestamptz)
      on conflict (workspace_id) do update set claimed_until = excluded.claimed_until
        where entry_counts.claimed_until is null or entry_counts.claimed_until <= ${now}::timestamptz
      returning workspace_id`,
  );
  // Another worker was faster.
  if (claimed.length === 0) return true;
  await countStore(db, id, now);
  return true;
}

async function countStore(db: Database, id: string, now: Instant): Promise<void> {
  const began = performance.now();
  const settings = await db.inWorkspace(id, (tx) => storeSettings(tx, id));
  const store = await db.inWorkspace(id, (tx) => countOrders(tx, settings, now));
  const templates: Record<string, TemplateCount> = {};
  for (const { id: template, graph, channels } of TEMPLATES)
    templates[template] = await db.inWorkspace(id, (tx) =>
      countTemplate(tx, { graph: graphSchema.parse(graph), channels, settings, now }),
    );
  await db.inWorkspace(id, async (tx) => {
    const [row] = await tx<
      { created_at: Instant }[]
    >`select created_at from workspaces where workspace_id = ${id}`;
    const next =
      now + countedAgainAfter(now - (row?.created_at ?? now), Math.round(performance.now() - began));
    await tx`update entry_counts set next_at = ${next}::timestamptz, claimed_until = null,
      counted_at = ${now}::timestamptz, store = ${tx.json(store as never)}, templates = ${tx.json(templates as never)}`;
  });
}

/** The orders of the store, in its currency, of the last 90 days or as far as they go back. */
async function countOrders(tx: Tx, { currency }: StoreSettings, now: Instant): Promise<StoreCount> {
  const [row] = await tx<
    { orders: number; days: number | null; value: number | null; margin: number | null }[]
  >`
    select count(*)::int as orders, avg(gross)::float8 as value, avg(coalesce(margin, 0))::float8 as margin,
      (extract(epoch from ${now}::timestamptz - min(placed_at)) / 86400)::float8 as days
    from orders where counted and currency = ${currency} and placed_at > ${now - ORDER_DAYS * DAY}::timestamptz
      and placed_at <= ${now}::timestamptz`;
  if (!row || row.orders === 0) return { orders: 0, orderValue: null, margin: null, counted: 0, days: 0 };
  // With orders of less than a week nobody can tell how many a month has.
  const days = Math.max(7, row.days ?? 7);
  return {
    orders: (row.orders / days) * MONTH_DAYS,
    orderValue: row.value === null ? null : Math.round(row.value),
    margin: row.margin === null ? null : Math.round(row.margin),
    counted: row.orders,
    days: Math.round(days),
  };
}

interface Counted {
  readonly graph: Graph;
  readonly channels: readonly string[];
  readonly settings: StoreSettings;
  readonly now: Instant;
}

/** Nobody can tell, before somebody puts people in. */
const UNKNOWN: TemplateCount = {
  people: null,
  entries: null,
  reach: null,
  counted: 0,
  days: 0,
  windows: 0,
  buyers: 0,
  margin: 0,
};

async function countTemplate(tx: Tx, counted: Counted): Promise<TemplateCount> {
  const { graph, settings, now, channels } = counted;
  if (graph.subject === 'product' || graph.subject === 'store') return countThings(tx, counted);
  const past = await pastNumbers(tx, { graph, settings, now });
  if (past.entries === null) return UNKNOWN;
  const ids = [...new Set(past.entries.map(({ customerId }) => customerId))];
  return {
    people: (peopleOfMonths(past.entries) / Math.max(1, past.days)) * MONTH_DAYS,
    entries: (past.entries.length / Math.max(1, past.days)) * MONTH_DAYS,
    reach: graph.settings.purpose === 'transactional' ? 1 : await reachOf(tx, ids, channels),
    counted: ids.length,
    days: Math.round(past.days),
    windows: Number(past.ordered.people),
    buyers: Number(past.ordered.buyers),
    margin: Number(past.ordered.margin),
  };
}

/** Everybody once in each month before the end. */
const peopleOfMonths = (entries: readonly CustomerEntry[]): number =>
  new Set(
    entries.map(
      ({ customerId, at, until }) => `${customerId} ${Math.floor((until - at) / (MONTH_DAYS * DAY))}`,
    ),
  ).size;

/** Share of these people who agreed to one of the channels. Null of nobody. */
async function reachOf(
  tx: Tx,
  people: readonly string[],
  channels: readonly string[],
): Promise<number | null> {
  if (channels.length === 0) return 1;
  if (people.length === 0) return null;
  const [row] = await tx<{ reached: number }[]>`
    select count(distinct customer_id)::int as reached from consents
      where customer_id = any(${people as string[]}::uuid[]) and channel = any(${channels as string[]}::text[])
        and state = 'subscribed'`;
  return (row?.reached ?? 0) / people.length;
}

/** How often something happened to products or to the store, or how often a schedule comes. */
async function countThings(tx: Tx, { graph, settings, now }: Counted): Promise<TemplateCount> {
  const plan = await planOfTrigger(tx, graph);
  if (!plan) return UNKNOWN;
  const { source } = plan.trigger;
  if (source?.type === 'schedule') {
    const zone = isZone(settings.zone) ? settings.zone : 'UTC';
    const runs = runsBetween(source.schedule, zone, now, now + MONTH_DAYS * DAY);
    return { ...UNKNOWN, entries: runs.length, reach: 1, days: MONTH_DAYS };
  }
  const since = now - ORDER_DAYS * DAY;
  const [row] = await tx<{ happened: number; days: number | null }[]>`
    select count(*) filter (where type = any(${entryEvents(plan.trigger) as string[]}::text[]))::int as happened,
      (extract(epoch from ${now}::timestamptz - min(occurred_at)) / 86400)::float8 as days
    from (select type, occurred_at from events where occurred_at between ${since} and ${now}
      order by occurred_at desc limit ${MOST_SEARCHED}) e`;
  const days = Math.max(1, row?.days ?? 1);
  const happened = row?.happened ?? 0;
  return {
    ...UNKNOWN,
    entries: (happened / days) * MONTH_DAYS,
    reach: 1,
    counted: happened,
    days: Math.round(days),
  };
}

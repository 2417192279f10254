import { DAY, own, toPersonal, toReal, type Instant, type PersonalClock } from '@millrace/base';
import { clockOf, type CustomerRow } from '@millrace/core/facts';
import type { StoreSettings } from '@millrace/core/store';
import { together, type Tx } from '@millrace/db';
import { kinds } from '@millrace/core/plans';
import type { Graph, Plan } from '@millrace/flow';
import { MINIMUM_CONVERTED, MINIMUM_PEOPLE, outcomeWindow, type PlanBase } from '@millrace/measure';
import { z } from 'zod';
import { MOST_ENTRANTS, pastEntrants, type PastEntry } from '../rehearsal/past-entrants.ts';
import { searchedSince } from '../rehearsal/past-rows.ts';
import { triggerPlan } from '../rehearsal/trigger-plan.ts';

/** Days of entries to look at. Longer ones tell better how many people come for the first time. */
const ENTRY_DAYS = 84;
/** With fewer people nobody can tell how many come in a week. */
const FEWEST_ENTRANTS = 5;

/** Where a number is from: the flow's own people, what people did before, what the caller said, or nowhere yet. */
export type NumberSource = 'flow' | 'history' | 'given' | 'unknown';

/** How many people enter for the first time in a week. */
export interface Weekly {
  readonly value: number | null;
  readonly source: NumberSource;
  /** People counted. */
  readonly people: number;
  /** Days they were counted in, in people's own time. */
  readonly days: number;
  /** False when there are more than were counted. */
  readonly exact: boolean;
}

/** What people bring in their outcome window without the flow. */
export interface Base {
  readonly value: PlanBase | null;
  readonly source: NumberSource;
  /** People whose window is over, and how many of them ordered. */
  readonly people: number;
  readonly buyers: number;
}

export interface PlanNumbers {
  readonly weekly: Weekly;
  readonly base: Base;
}

interface Wanted {
  readonly flowId: string;
  readonly graph: Graph;
  readonly settings: StoreSettings;
  readonly now: Instant;
}

const NO_WEEKLY: Weekly = { value: null, source: 'unknown', people: 0, days: 0, exact: true };

/** What is known of a flow's people: from the flow itself where it has run, otherwise from who met its trigger. */
export async function planNumbers(tx: Tx, wanted: Wanted): Promise<PlanNumbers> {
  const [ownWeekly, ownBase] = await together(
    weeklyOfFlow(tx, wanted.flowId, wanted.now),
    baseOfFlow(tx, wanted.flowId, wanted.now),
  );
  if (ownWeekly && ownBase.value) return { weekly: ownWeekly, base: ownBase };
  const past = await fromHistory(tx, wanted);
  return { weekly: ownWeekly ?? past.weekly, base: ownBase.value ? ownBase : past.base };
}

/** People who entered the flow for the first time; null before it has run for two weeks. */
async function weeklyOfFlow(tx: Tx, flowId: string, now: Instant): Promise<Weekly | null> {
  const [row] = await tx<{ people: number; days: number | null }[]>`
    select count(*) filter (where p.first_entered_at >= ${now - ENTRY_DAYS * DAY})::int as people,
      least(${ENTRY_DAYS}::float8, extract(epoch from ${now}::timestamptz - min(p.first_entered_at)) / 86400
        * avg(c.pace))::float8 as days
    from flow_people p join customers c on c.id = p.customer_id where p.flow_id = ${flowId}`;
  if (!row || row.days === null || row.days < 14 || row.people < FEWEST_ENTRANTS) return null;
  return {
    value: (row.people / row.days) * 7,
    source: 'flow',
    people: row.people,
    days: Math.round(row.days),
    exact: true,
  };
}

interface Sums {
  readonly people: number;
  readonly buyers: number;
  readonly margin: number;
  readonly margin_squared: number;
}

/** The holdout of the flow, of people whose outcome window is over. */
async function baseOfFlow(tx: Tx, flowId: string, now: Instant): Promise<Base> {
  const [row] = await tx<Sums[]>`
    select coalesce(sum(people), 0)::bigint as people, coalesce(sum(converted), 0)::bigint as buyers,
      coalesce(sum(margin), 0) as margin, coalesce(sum(margin_squared), 0) as margin_squared
    from arm_sums where flow_id = ${flowId} and held_out and cohort_ends_at <= ${now}`;
  return baseOf('flow', row);
}

function baseOf(source: 'flow' | 'history', row: Sums | undefined): Base {
  const people = Number(row?.people ?? 0);
  const buyers = Number(row?.buyers ?? 0);
  if (!row || people < MINIMUM_PEOPLE || buyers < MINIMUM_CONVERTED)
    return { value: null, source: 'unknown', people, buyers };
  const mean = Number(row.margin) / buyers;
  const spread = Math.sqrt(Math.max(0, Number(row.margin_squared) / buyers - mean * mean));
  return {
    value: { rate: buyers / people, buyer: mean > 0 ? { mean, spread } : null },
    source,
    people,
    buyers,
  };
}

/** Who met the trigger before, and what they ordered then. */
async function fromHistory(tx: Tx, { graph, settings, now }: Wanted): Promise<PlanNumbers> {
  const drawn = graph.nodes.find((node) => own(kinds, node.kind)?.trigger !== undefined);
  const plan =
    drawn && (await triggerPlan(tx, { subject: graph.subject, kind: drawn.kind, config: drawn.config }));
  // People who enter by hand only are as many as somebody puts in.
  if (!plan || plan.trigger.source?.type === 'hand')
    return { weekly: NO_WEEKLY, base: baseOf('history', undefined) };
  const { outcomeDays } = graph.settings;
  const since = now - (ENTRY_DAYS + outcomeDays) * DAY;
  const search = async (until: Instant) => {
    const { entries, exact } = await pastEntrants(tx, { plan, settings, since, until });
    return { entries: await ofCustomers(tx, entries), exact };
  };
  const latest = await search(now);
  const isOver = ({ at, until }: CustomerEntry) => until - at >= outcomeDays * DAY;
  let measured = firstEntries(latest.entries).filter(isOver);
  // The latest people of a large store may all have come within their windows.
  if (measured.length < MINIMUM_PEOPLE && !latest.exact)
    measured = firstEntries((await search(now - outcomeDays * DAY)).entries);
  return {
    weekly: weeklyOf(plan, latest.entries, {
      since: await searchedSince(tx, plan, since, now, MOST_ENTRANTS),
      // A schedule or a segment is searched by who was seen last, which does not tell when they would have entered.
      exact: latest.exact || plan.trigger.source === undefined,
    }),
    base: baseOf('history', await ordersAfter(tx, measured, outcomeDays)),
  };
}

interface CustomerEntry extends PastEntry {
  readonly clock: PersonalClock;
}

/** The entries of customers. Things without one, such as products, are compared with nobody. */
async function ofCustomers(tx: Tx, entries: readonly PastEntry[]): Promise<CustomerEntry[]> {
  const ids = [...new Set(entries.map(({ customerId }) => customerId))].filter(
    (id) => z.uuid().safeParse(id).success,
  );
  const rows = await tx<Pick<CustomerRow, 'id' | 'pace' | 'pace_anchor'>[]>`
    select id, pace, pace_anchor from customers where id = any(${ids}::uuid[])`;
  const clocks = new Map(rows.map((row) => [row.id, clockOf(row)]));
  return entries.flatMap((entry) => {
    const clock = clocks.get(entry.customerId);
    return clock ? [{ ...entry, clock }] : [];
  });
}

/** The first entry of each person. */
function firstEntries(entries: readonly CustomerEntry[]): CustomerEntry[] {
  const first = new Map<string, CustomerEntry>();
  for (const entry of entries) {
    const before = first.get(entry.customerId);
    if (!before || entry.at < before.at) first.set(entry.customerId, entry);
  }
  return [...first.values()];
}

/**
 * People a week, over the time since which everybody who met the trigger was searched: Millrace may know less than the
 * days looked at, and of a large store only the latest people are searched.
 */
function weeklyOf(
  plan: Plan,
  entries: readonly CustomerEntry[],
  searched: { readonly since: Instant | null; readonly exact: boolean },
): Weekly {
  const { since, exact } = searched;
  if (since === null) return NO_WEEKLY;
  const within = entries.filter(({ at, clock }) => at >= toPersonal(since, clock));
  const people = new Set(within.map(({ customerId }) => customerId)).size;
  if (people < FEWEST_ENTRANTS) return { ...NO_WEEKLY, people };
  const spans = within.map(({ until, clock }) => (until - toPersonal(since, clock)) / DAY);
  const days = Math.max(1, spans.reduce((sum, span) => sum + span, 0) / spans.length);
  // Whoever marks the beginning is not counted in the time after it.
  const counted = plan.trigger.source === undefined ? people - 1 : people;
  return { value: (counted / days) * 7, source: 'history', people, days: Math.round(days), exact };
}

/** What these people ordered in the outcome window after their entries, without the order they entered with. */
async function ordersAfter(
  tx: Tx,
  entries: readonly CustomerEntry[],
  outcomeDays: number,
): Promise<Sums | undefined> {
  const windows = entries.map(({ customerId, key, at, clock }) => {
    const from = toReal(at, clock);
    return { customerId, key, from, until: outcomeWindow(from, outcomeDays, clock).endsAt };
  });
  const column = <Field extends keyof (typeof windows)[number]>(field: Field) =>
    windows.map((window) => window[field]);
  const [row] = await tx<Sums[]>`
    select count(*)::int as people, count(*) filter (where o.orders > 0)::int as buyers,
      coalesce(sum(o.margin), 0)::float8 as margin, coalesce(sum(o.margin * o.margin), 0)::float8 as margin_squared
    from unnest(${column('customerId')}::uuid[], ${column('key')}::text[],
      ${column('from')}::float8[], ${column('until')}::float8[]) as w (customer_id, key, enters_at, ends_at)
    left join lateral (
      select count(*) as orders, coalesce(sum(coalesce(r.margin, 0)), 0)::float8 as margin from orders r
      where r.customer_id = w.customer_id and r.counted and r.id::text <> w.key
        and r.placed_at > to_timestamp(w.enters_at / 1000) and r.placed_at <= to_timestamp(w.ends_at / 1000)) o on true`;
  return row;
}

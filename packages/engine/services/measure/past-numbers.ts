import { DAY, toPersonal, toReal, type Instant, type PersonalClock } from '@millrace/base';
import { clockOf, type CustomerRow } from '@millrace/core/facts';
import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { Graph, Plan } from '@millrace/flow';
import { MINIMUM_CONVERTED, MINIMUM_PEOPLE, outcomeWindow, type PlanBase } from '@millrace/measure';
import { z } from 'zod';
import { MOST_ENTRANTS, pastEntrants, type PastEntry } from '../rehearsal/past-entrants.ts';
import { searchedSince } from '../rehearsal/past-rows.ts';
import { planOfTrigger } from '../rehearsal/drawn-triggers.ts';

/** Days of entries to look at. Longer ones tell better how many people come for the first time. */
export const ENTRY_DAYS = 84;
/** With fewer people nobody can tell how many come in a week. */
export const FEWEST_ENTRANTS = 5;

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

const NO_WEEKLY: Weekly = { value: null, source: 'unknown', people: 0, days: 0, exact: true };

/** A flow, or a template of one, as it is drawn. */
export interface Past {
  readonly graph: Graph;
  readonly settings: StoreSettings;
  readonly now: Instant;
}

/** Who met a trigger before, and what they ordered then. */
export interface PastNumbers extends PlanNumbers {
  /** Each time somebody entered; null where nobody can tell, such as a flow that people are put into by hand. */
  readonly entries: readonly CustomerEntry[] | null;
  /** Days that were searched, in people's own time. */
  readonly days: number;
  /** What people whose window is over ordered, without the order they entered with. */
  readonly ordered: Sums;
}

export interface Sums {
  readonly people: number;
  readonly buyers: number;
  readonly margin: number;
  readonly margin_squared: number;
}

const NOBODY: Sums = { people: 0, buyers: 0, margin: 0, margin_squared: 0 };

export function baseOf(source: 'flow' | 'history', row: Sums | undefined): Base {
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
export async function pastNumbers(tx: Tx, { graph, settings, now }: Past): Promise<PastNumbers> {
  const plan = await planOfTrigger(tx, graph);
  // People who enter by hand only are as many as somebody puts in.
  if (!plan || plan.trigger.source?.type === 'hand')
    return { weekly: NO_WEEKLY, base: baseOf('history', undefined), entries: null, days: 0, ordered: NOBODY };
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
  const searched = {
    since: await searchedSince(tx, plan, since, now, MOST_ENTRANTS),
    // A schedule or a segment is searched by who was seen last, which does not tell when they would have entered.
    exact: latest.exact || plan.trigger.source === undefined,
  };
  const ordered = await ordersAfter(tx, measured, outcomeDays);
  const within = entriesSince(latest.entries, searched.since);
  return {
    weekly: weeklyOf(plan, within, searched),
    base: baseOf('history', ordered),
    entries: within,
    days: searched.since === null ? 0 : daysSince(within, searched.since, now),
    ordered: ordered ?? NOBODY,
  };
}

export interface CustomerEntry extends PastEntry {
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

/** Those that came since everybody who met the trigger was searched. */
const entriesSince = (entries: readonly CustomerEntry[], since: Instant | null): CustomerEntry[] =>
  since === null ? [] : entries.filter(({ at, clock }) => at >= toPersonal(since, clock));

/** Days since then, in the time of these people on average; at least one. */
function daysSince(entries: readonly CustomerEntry[], since: Instant, now: Instant): number {
  if (entries.length === 0) return Math.max(1, (now - since) / DAY);
  const spans = entries.map(({ until, clock }) => (until - toPersonal(since, clock)) / DAY);
  return Math.max(1, spans.reduce((sum, span) => sum + span, 0) / spans.length);
}

/**
 * People a week, over the time since which everybody who met the trigger was searched: Millrace may know less than the
 * days looked at, and of a large store only the latest people are searched.
 */
function weeklyOf(
  plan: Plan,
  within: readonly CustomerEntry[],
  searched: { readonly since: Instant | null; readonly exact: boolean },
): Weekly {
  const { since, exact } = searched;
  if (since === null) return NO_WEEKLY;
  const people = new Set(within.map(({ customerId }) => customerId)).size;
  if (people < FEWEST_ENTRANTS) return { ...NO_WEEKLY, people };
  const days = daysSince(within, since, since);
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

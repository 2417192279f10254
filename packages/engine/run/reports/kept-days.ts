import { isZone, MINUTE, type Instant } from '@millrace/base';
import { storeSettings } from '@millrace/core/store';
import type { Database, Tx } from '@millrace/db';
import { beginOfDay, dayAt, numberOfDay, textOfDay } from '../anomalies/days.ts';
import { daySumsSchema, noSums, sumDays, type DayPart, type DaySums } from './sum-days.ts';
import type { Stretch } from './report-window.ts';

/** A report adds up smaller stores itself: it takes no time, and shows what is known now. */
const LARGE = 20_000;
/** Days before today that are added up again each time: the last month that is over, the one before, and what has passed of this one. */
const RECENT_DAYS = 92;
/** Older days that are added up again each time, in turns. */
const OLDER_DAYS = 31;
/** Days that are kept at most; a report of an earlier time adds up what it tells of. */
const KEPT_DAYS = 400;
/** Adding up takes at most this share of a processor, and happens once a minute at most. */
const [SHARE_OF_TIME, LEAST_PAUSE] = [0.01, MINUTE];
/** When a store that is small is looked at again. */
const LOOKED_AGAIN = 15 * MINUTE;
/** When another worker takes over from one that stopped while it added up. */
const TAKEN_OVER = 10 * MINUTE;

/** The calendar and the currency in which a store is added up. */
export interface StorePlace {
  readonly zone: string;
  readonly currency: string;
}

export interface KnownDays {
  readonly days: readonly DaySums[];
  /** When the oldest of the sums that a worker made was made; null when all were made now. */
  readonly knownAt: Instant | null;
}

/**
 * The sums of the days of a stretch that begins with a day. Days of a large store that are over are read as a worker
 * added them up, the others are added up now.
 */
export async function readDays(
  tx: Tx,
  place: StorePlace,
  { from, to }: Stretch,
  parts: readonly DayPart[],
): Promise<KnownDays> {
  const { zone, currency } = place;
  const first = numberOfDay(dayAt(from, zone));
  // The day on which the stretch ends is whole only if it ends with it.
  const end = numberOfDay(dayAt(to, zone));
  const rows = await tx<{ day: string; sums: object | null; products: unknown; summed_at: Instant }[]>`
    select d.day, d.sums, case when ${parts.includes('products')} then d.products end as products, d.summed_at
    from report_days d join report_day_runs r on r.zone = ${zone} and r.currency = ${currency}
    where d.day >= ${textOfDay(first)} and d.day < ${textOfDay(end)} order by d.day`;
  const read = rows.map(({ day, sums, products, summed_at }) => ({
    day,
    sums: daySumsSchema.safeParse({ ...sums, day, products: products ?? [] }).data,
    summed_at,
  }));
  // What comes after a gap is added up along with the gap. What cannot be read is one.
  const gap = read.findIndex(({ day, sums }, index) => !sums || day !== textOfDay(first + index));
  const kept = gap < 0 ? read : read.slice(0, gap);
  const since = kept.length === 0 ? from : beginOfDay(first + kept.length, zone);
  return {
    days: [
      ...kept.flatMap(({ sums }) => sums ?? []),
      ...(await sumDays(tx, { from: since, to, zone, currency }, parts)),
    ],
    knownAt: kept.length === 0 ? null : Math.min(...kept.map(({ summed_at }) => summed_at)),
  };
}

interface Run extends StorePlace {
  readonly next_at: Instant;
  /** The oldest day that was added up in this turn; empty before the first turn. */
  readonly older_day: string;
}

/**
 * Adds up the days of large stores that are over. All of them are added up again and again, so that a refund, an order
 * that was told late and a message that was opened later get into their day without anybody having to remember which
 * day changed: the last three months each time, the days before in turns.
 * @param large orders and messages of the last three months from which a store is large
 */
export async function keepReportDays(
  db: Database,
  now: () => Instant,
  report: (error: unknown) => void,
  large: number = LARGE,
): Promise<void> {
  const due = await db.asRouter(
    (tx) => tx<{ workspace_id: string }[]>`
      select w.workspace_id from known_workspaces() w
        left join report_day_runs r on r.workspace_id = w.workspace_id
        where r.next_at is null or r.next_at <= ${now()}::timestamptz order by r.next_at nulls first`,
  );
  for (const { workspace_id: id } of due)
    try {
      await keepDaysOf(db, id, now, large);
    } catch (error) {
      // The days of one store that cannot be added up do not keep the others waiting.
      report(error);
    }
}

async function keepDaysOf(
  db: Database,
  workspaceId: string,
  now: () => Instant,
  large: number,
): Promise<void> {
  const begun = now();
  const inStore = <Result>(work: (tx: Tx) => Promise<Result>) => db.inWorkspace(workspaceId, work);
  const mine = await inStore((tx) => begin(tx, workspaceId, begun, large));
  if (!mine) return;
  const { place, older } = mine;
  const today = numberOfDay(dayAt(begun, place.zone));
  const recent = today - RECENT_DAYS;
  // Each in its own transaction, so that none is long.
  for (let from = recent; from < today; from += OLDER_DAYS)
    await inStore((tx) => keepSpan(tx, workspaceId, place, from, Math.min(from + OLDER_DAYS, today), begun));
  const earliest = await inStore((tx) => earliestDay(tx, place, today - KEPT_DAYS));
  const until =
    older === '' || numberOfDay(older) <= earliest ? recent : Math.min(numberOfDay(older), recent);
  const from = Math.max(earliest, until - OLDER_DAYS);
  await inStore(async (tx) => {
    if (from < until) await keepSpan(tx, workspaceId, place, from, until, begun);
    await tx`delete from report_days where day < ${textOfDay(today - KEPT_DAYS)}`;
    const pause = Math.max(LEAST_PAUSE, (now() - begun) / SHARE_OF_TIME);
    await tx`update report_day_runs set next_at = ${now() + pause}, older_day = ${textOfDay(from)}`;
  });
}

/**
 * Takes a store on, and forgets the days of another calendar or currency.
 * @returns null when it is small, or another worker was faster
 */
async function begin(
  tx: Tx,
  workspaceId: string,
  now: Instant,
  large: number,
): Promise<{ place: StorePlace; older: string } | null> {
  const { zone: wanted, currency } = await storeSettings(tx, workspaceId);
  const place = { zone: isZone(wanted) ? wanted : 'UTC', currency };
  await tx`insert into report_day_runs (workspace_id, zone, currency, next_at)
    values (${workspaceId}, ${place.zone}, ${currency}, ${now}) on conflict (workspace_id) do nothing`;
  const [run] = await tx<Run[]>`select zone, currency, next_at, older_day from report_day_runs for update`;
  if (run === undefined || run.next_at > now) return null;
  const since = beginOfDay(numberOfDay(dayAt(now, place.zone)) - RECENT_DAYS, place.zone);
  const [size] = await tx<{ many: number }[]>`
    select ((select count(*) from (select from orders where counted and placed_at >= ${since}::timestamptz limit ${large}) o)
      + (select count(*) from (select from messages where sent_at >= ${since}::timestamptz limit ${large}) m))::int as many`;
  const isLarge = (size?.many ?? 0) >= large;
  const isAsKept = run.zone === place.zone && run.currency === currency;
  const older = isLarge && isAsKept ? run.older_day : '';
  if (!isLarge || !isAsKept) await tx`delete from report_days`;
  await tx`update report_day_runs set zone = ${place.zone}, currency = ${currency}, older_day = ${older},
    next_at = ${now + (isLarge ? TAKEN_OVER : LOOKED_AGAIN)}`;
  return isLarge ? { place, older } : null;
}

/** The day of the first order or message, or a day that is later than that. */
async function earliestDay(tx: Tx, { zone }: StorePlace, least: number): Promise<number> {
  const [row] = await tx<{ at: Instant | null }[]>`
    select least((select min(placed_at) from orders), (select min(sent_at) from messages where sent_at is not null)) as at`;
  return row?.at == null ? least : Math.max(least, numberOfDay(dayAt(row.at, zone)));
}

/** Adds up days that are over. Sums that did not change are not written again. */
async function keepSpan(
  tx: Tx,
  workspaceId: string,
  place: StorePlace,
  from: number,
  until: number,
  now: Instant,
): Promise<void> {
  const span = { from: beginOfDay(from, place.zone), to: beginOfDay(until, place.zone), ...place };
  const found = new Map((await sumDays(tx, span)).map((sums) => [sums.day, sums]));
  const rows = Array.from({ length: until - from }, (_unused, index) => {
    const day = textOfDay(from + index);
    const { products, ...sums } = found.get(day) ?? noSums(day);
    return { day, sums, products };
  });
  await tx`insert into report_days as k (workspace_id, day, sums, products, summed_at)
    select ${workspaceId}, d.day, d.sums, d.products, ${now}
    from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as d(day text, sums jsonb, products jsonb)
    where not exists (select from report_days k
      where k.day = d.day and k.sums = d.sums and k.products = d.products)
    on conflict (workspace_id, day) do update set sums = excluded.sums, products = excluded.products,
      summed_at = excluded.summed_at`;
  await tx`update report_days set summed_at = ${now}
    where day >= ${textOfDay(from)} and day < ${textOfDay(until)} and summed_at < ${now}::timestamptz`;
}

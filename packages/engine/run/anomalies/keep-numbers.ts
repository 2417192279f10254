import { together, type Tx } from '@millrace/db';
import { beginOfDay, dayAt, textOfDay } from './days.ts';
import {
  bestSellers,
  channelRows,
  eventRows,
  flowRows,
  productRows,
  storeRows,
  type BestSeller,
  type NumberRow,
  type Span,
} from './number-queries.ts';

/** Days that are kept for comparison: 26 weeks, and the four before them for rates of returns. */
export const HISTORY_DAYS = 30 * 7;
/** Days that are kept for the pictures. */
const KEPT_DAYS = 400;
export const MOST_PRODUCTS = 30;
/** Days by whose sales products are chosen. */
export const SALES_DAYS = 28;

export interface Place {
  readonly workspaceId: string;
  readonly zone: string;
  readonly currency: string;
}

/**
 * Writes the numbers of the days after the last one known, until a day. At first, and after a history was brought in,
 * that is the history, from what is stored; otherwise a day at a time, so that what is compared was known equally
 * early.
 * @param last the last day that is known; null for none
 * @returns the products that are looked at
 */
export async function keepNumbers(
  tx: Tx,
  place: Place,
  last: number | null,
  day: number,
): Promise<readonly BestSeller[]> {
  const { zone, workspaceId } = place;
  const first = day - HISTORY_DAYS + 1;
  const span = (from: number) => ({ from: beginOfDay(from, zone), to: beginOfDay(day + 1, zone), ...place });
  const known = last === null || (await isHistoryNew(tx, span(first), last)) ? null : last;
  const since = span(known === null ? first : Math.max(first, known + 1));
  const products = await bestSellers(
    tx,
    beginOfDay(day - SALES_DAYS + 1, zone),
    beginOfDay(day + 1, zone),
    MOST_PRODUCTS,
  );
  const ids = products.map(({ id }) => id);
  const tracked = new Set(
    (
      await tx<{ thing: string }[]>`
        select distinct thing from number_days where metric = 'product-sales' and thing = any(${ids}::text[])
          and day < ${textOfDay(day)}`
    ).map(({ thing }) => thing),
  );
  const isNew = (id: string) => known === null || !tracked.has(id);
  const rows = await together(
    storeRows(tx, since),
    eventRows(tx, since),
    channelRows(tx, since),
    flowRows(tx, since),
    productRows(
      tx,
      since,
      ids.filter((id) => !isNew(id)),
    ),
    // A product that sells more than before has its history read once.
    productRows(tx, span(first), ids.filter(isNew)),
  );
  await writeNumbers(tx, workspaceId, rows.flat());
  await tx`delete from number_days where day < ${textOfDay(day - KEPT_DAYS)}`;
  return products;
}

/** Share of the orders by which what is stored and what was counted may differ, by cancellations. */
const ABOUT_EQUAL = 0.05;

/** Whether orders of the time before were brought in since they were counted: by an import, or from a connected store. */
async function isHistoryNew(tx: Tx, { from, zone, currency }: Span, last: number): Promise<boolean> {
  const [row] = await tx<{ stored: number; counted: number }[]>`
    select (select count(*) from orders where counted and currency = ${currency}
        and placed_at >= ${from}::timestamptz and placed_at < ${beginOfDay(last + 1, zone)}::timestamptz)::int as stored,
      (select coalesce(sum(value), 0) from number_days where metric = 'orders' and day >= ${dayAt(from, zone)}
        and day <= ${textOfDay(last)})::int as counted`;
  return row !== undefined && Math.abs(row.stored - row.counted) > ABOUT_EQUAL * row.stored;
}

async function writeNumbers(tx: Tx, workspaceId: string, rows: readonly NumberRow[]): Promise<void> {
  if (rows.length === 0) return;
  const plain = rows.map(({ metric, thing, day, value, out_of }) => ({ metric, thing, day, value, out_of }));
  await tx`insert into number_days (workspace_id, metric, thing, day, value, out_of)
    select ${workspaceId}, metric, thing, day, value, out_of
      from jsonb_to_recordset(${tx.json(plain as never)}::jsonb)
        as r(metric text, thing text, day text, value bigint, out_of bigint)
    on conflict (workspace_id, metric, thing, day) do update set value = excluded.value, out_of = excluded.out_of`;
}

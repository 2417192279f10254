import { together, type Tx } from '@millrace/db';
import { beginOfDay, textOfDay } from './days.ts';
import {
  bestSellers,
  channelRows,
  eventRows,
  flowRows,
  productRows,
  storeRows,
  type BestSeller,
  type NumberRow,
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
 * Writes the numbers of the days after the last one known, until a day. At first that is the history, from what
 * is stored; then a day at a time, so that what is compared was known equally early.
 * @param after the last day that is known; null for none
 * @returns the products that are looked at
 */
export async function keepNumbers(
  tx: Tx,
  place: Place,
  after: number | null,
  day: number,
): Promise<readonly BestSeller[]> {
  const { zone, workspaceId } = place;
  const first = day - HISTORY_DAYS + 1;
  const span = (from: number) => ({ from: beginOfDay(from, zone), to: beginOfDay(day + 1, zone), ...place });
  const since = span(after === null ? first : Math.max(first, after + 1));
  const products = await bestSellers(
    tx,
    beginOfDay(day - SALES_DAYS + 1, zone),
    beginOfDay(day + 1, zone),
    MOST_PRODUCTS,
  );
  const ids = products.map(({ id }) => id);
  const known = new Set(
    (
      await tx<{ thing: string }[]>`
        select distinct thing from number_days where metric = 'product-sales' and thing = any(${ids}::text[])
          and day < ${textOfDay(day)}`
    ).map(({ thing }) => thing),
  );
  const isNew = (id: string) => after === null || !known.has(id);
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

async function writeNumbers(tx: Tx, workspaceId: string, rows: readonly NumberRow[]): Promise<void> {
  if (rows.length === 0) return;
  const plain = rows.map(({ metric, thing, day, value, out_of }) => ({ metric, thing, day, value, out_of }));
  await tx`insert into number_days (workspace_id, metric, thing, day, value, out_of)
    select ${workspaceId}, metric, thing, day, value, out_of
      from jsonb_to_recordset(${tx.json(plain as never)}::jsonb)
        as r(metric text, thing text, day text, value bigint, out_of bigint)
    on conflict (workspace_id, metric, thing, day) do update set value = excluded.value, out_of = excluded.out_of`;
}

import { readProducts, supplyOfRow, type ProductRow } from '@millrace/core/facts';
import { reorderPolicy, storeSettings, type StoreSettings } from '@millrace/core/store';
import { defineVerb } from '@millrace/core/verb';
import type { Instant } from '@millrace/base';
import { z } from 'zod';
import { containing } from '../paging/containing.ts';
import { decodeCursor, pageInput, pageOf } from '../paging/cursor.ts';
import { reorderPageSchema, type ReorderView } from './shapes.ts';

/** Products for sale with their demand, and when and how much to order: what is due first, then by the days that the stock lasts. */
export const listReorders = defineVerb({
  name: 'reorders-read',
  permission: 'flows:read',
  input: z.strictObject({
    ...pageInput,
    show: z.enum(['all', 'due']).default('all').describe('`due`: those to be ordered'),
    search: z.string().max(120).default('').describe('Words of the title or the vendor'),
  }),
  output: reorderPageSchema,
  run: async (tx, { cursor, limit, show, search }, context) => {
    const now = context.now();
    const after = decodeCursor(cursor);
    const words = containing(search.trim());
    const settings = await storeSettings(tx, context.workspaceId);
    const places = await tx<{ id: string; place: number }[]>`
      select id, place from (
        select p.id, (case when f.due_since is null then 1000 else 0 end + case
            when p.stock is null or f.product_id is null then 998 when p.stock <= 0 then 0 when f.per_day <= 0 then 997
            else least(996, floor(p.stock / f.per_day)) end)::int as place
          from products p left join product_forecasts f on f.product_id = p.id
          where p.status = 'active' and (p.title ilike ${words} or p.vendor ilike ${words})
            and ${show === 'due' ? tx`f.due_since is not null` : tx`true`}) o
      where ${after ? tx`(place, id) > (${after[0]}, ${after[1]}::uuid)` : tx`true`}
      order by place, id limit ${limit + 1}`;
    const rows = new Map(
      (
        await readProducts(
          tx,
          places.map(({ id }) => id),
          now,
        )
      ).map((row) => [row.id, row]),
    );
    const [known] = await tx<{ due: number; unknown: number }[]>`
      select count(*) filter (where f.due_since is not null)::int as due, count(*) filter (where f.point is null)::int as unknown
      from product_forecasts f join products p on p.id = f.product_id where p.status = 'active'`;
    return {
      ...pageOf(
        places.flatMap(({ id, place }) => {
          const row = rows.get(id);
          return row ? [{ ...row, place }] : [];
        }),
        limit,
        ({ place, id }) => [place, id],
        (row) => view(row, settings, now),
      ),
      policy: reorderPolicy(settings),
      due: known?.due ?? 0,
      withoutLeadTime: known?.unknown ?? 0,
    };
  },
});

function view(row: ProductRow, settings: StoreSettings, now: Instant): ReorderView {
  const { forecast, terms, onOrder, seenDays, reorder } = supplyOfRow(row, settings, now);
  return {
    id: row.id,
    title: row.title,
    vendor: row.vendor,
    image: row.image,
    currency: row.currency ?? settings.currency,
    stock: row.stock,
    onOrder,
    cost: row.cost,
    dailyDemand: reorder.dailyDemand,
    lower: reorder.lower,
    upper: reorder.upper,
    by: forecast?.by ?? null,
    daysLeft: reorder.daysLeft,
    ...terms,
    protectedDays: reorder.protectedDays,
    expected: reorder.expected,
    safety: reorder.safety,
    point: reorder.point,
    units: reorder.units,
    isDue: reorder.isDue,
    because: reorder.because,
    seen: seenOf(seenDays),
  };
}

function seenOf(days: readonly number[]): ReorderView['seen'] {
  if (days.length === 0) return null;
  const mean = days.reduce((sum, one) => sum + one, 0) / days.length;
  const squares = days.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  return {
    orders: days.length,
    days: tenth(mean),
    spread: days.length < 2 ? null : tenth(Math.sqrt(squares / (days.length - 1))),
  };
}

const tenth = (days: number): number => Math.round(days * 10) / 10;

import { productFacts, readProducts } from '@millrace/core/facts';
import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import { tellThing } from './let-in.ts';

/** Products worked out in one statement. */
const PAGE = 500;
const EVENT = 'product-to-reorder';

/**
 * Works out again when products are to be ordered, and tells flows of those that have come to their reorder point since the
 * last time. What was told is told again only after the product was above the point.
 * @param only these products; all that have a forecast when left out
 */
export async function tellReorders(
  tx: Tx,
  context: Context,
  now: Instant,
  only?: readonly string[],
): Promise<void> {
  const settings = await storeSettings(tx, context.workspaceId);
  for (let after: string | null = null; ;) {
    const page: readonly { product_id: string; due_since: Instant | null }[] = await tx<
      { product_id: string; due_since: Instant | null }[]
    >`select product_id, due_since from product_forecasts
        where ${after === null ? tx`true` : tx`product_id > ${after}`}
          and ${only === undefined ? tx`true` : tx`product_id = any(${only as string[]}::uuid[])`}
        order by product_id limit ${PAGE} for update`;
    if (page.length === 0) return;
    const since = new Map(page.map((row) => [row.product_id, row.due_since]));
    const products = await readProducts(tx, [...since.keys()], now);
    const found = products.map((row) => {
      const facts = productFacts(row, settings, now);
      const isDue = facts.toReorder === true && facts.status === 'active';
      return { facts, isDue, isNew: isDue && since.get(row.id) === null };
    });
    const worked = found.map(({ facts, isDue }) => ({ id: facts.id, point: facts.reorderPoint, due: isDue }));
    await tx`update product_forecasts f set point = u.point,
        due_since = case when u.due then coalesce(f.due_since, ${now}) end
      from jsonb_to_recordset(${tx.json(worked as never)}) as u(id uuid, point int, due boolean)
      where f.product_id = u.id and (f.point, f.due_since is not null) is distinct from (u.point, u.due)`;
    for (const { facts, isNew } of found)
      if (isNew)
        await tellThing(tx, context, `${EVENT}/${facts.id}/${now}`, EVENT, now, {
          productId: facts.id,
          stock: facts.stock,
          reorderPoint: facts.reorderPoint,
          units: facts.reorderUnits,
          reason: facts.reorderReason,
        });
    if (page.length < PAGE) return;
    after = page.at(-1)!.product_id;
  }
}

import type { Tx } from '@millrace/db';
import { pairsOf, repoint } from './join-pairs.ts';

/** Joins the products and variants of two sources that are one shop. The newer state of each stays. */
export async function joinProducts(tx: Tx, from: string, to: string): Promise<void> {
  const pairs = await pairsOf(tx, 'products', from, to);
  const losers = pairs.map((pair) => pair.loser);
  const winners = pairs.map((pair) => pair.winner);
  await tx`update products w set title = l.title, category = l.category, vendor = l.vendor,
    currency = l.currency, price = l.price, compare_at_price = l.compare_at_price,
    cost = coalesce(l.cost, w.cost), stock = l.stock,
      image = l.image, url = l.url, tags = l.tags, status = l.status, source_updated_at = l.source_updated_at,
        updated_at = now()
    from products l, unnest(${losers}::uuid[], ${winners}::uuid[]) as p(loser, winner)
    where w.id = p.winner and l.id = p.loser
      and l.source_updated_at > coalesce(w.source_updated_at, '-infinity')`;
  await tx`update product_variants w set title = l.title, sku = l.sku, price = l.price,
    cost = coalesce(l.cost, w.cost), stock = l.stock, stock_by_location = l.stock_by_location,
      stock_updated_at = l.stock_updated_at,
        inventory_item_id = coalesce(l.inventory_item_id, w.inventory_item_id)
    from product_variants l where l.source = ${from} and w.source = ${to} and w.external_id = l.external_id
      and l.stock_updated_at > coalesce(w.stock_updated_at, '-infinity')`;
  await tx`delete from product_variants l using product_variants w
    where l.source = ${from} and w.source = ${to} and w.external_id = l.external_id`;
  await repoint(tx, pairs, [
    ['product_variants', 'product_id'],
    ['events', 'product_id'],
    ['enrolments', 'product_id'],
    ['stock_turns', 'product_id'],
  ]);
  await tx`delete from product_forecasts where product_id = any(${losers}::uuid[])`;
  await tx`delete from products where id = any(${losers}::uuid[])`;
  await tx`update product_variants set source = ${to} where source = ${from}`;
  await tx`update products set source = ${to} where source = ${from}`;
}

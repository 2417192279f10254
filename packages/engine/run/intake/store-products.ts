import { newId, type Tx } from '@millrace/db';
import { parseAmount } from '@millrace/base';
import type { z } from 'zod';
import type { intakeProductSchema } from '@millrace/flow';
import { instantOf, type ParsedEvent } from '../parsing/parse-intake.ts';

type Product = z.output<typeof intakeProductSchema>;

export function minorUnits(value: number | string | null | undefined, currency: string): number | null {
  return typeof value === 'number' ? value : parseAmount(value, currency);
}

/**
 * Stores products, their variants and stock. An update older than the stored state changes nothing.
 * @returns product id by the event's position
 */
export async function storeProducts(
  tx: Tx,
  workspaceId: string,
  source: string,
  currency: string,
  events: readonly ParsedEvent[],
): Promise<Map<number, string>> {
  const ids = new Map<number, string>();
  for (const event of events) {
    if (event.known?.changes === 'product')
      ids.set(event.index, await storeProduct(tx, workspaceId, source, currency, event));
    if (event.known?.changes === 'stock') {
      const id = await storeStock(tx, source, currency, event);
      if (id) ids.set(event.index, id);
    }
  }
  return ids;
}

async function storeProduct(
  tx: Tx,
  workspaceId: string,
  source: string,
  storeCurrency: string,
  event: ParsedEvent,
): Promise<string> {
  const product = event.properties as Product;
  const currency = product.currency ?? storeCurrency;
  const updatedAt = instantOf(product.updatedAt) ?? event.occurredAt;
  const status = event.type === 'product-deleted' ? 'archived' : (product.status ?? 'active');
  const money = (value: number | string | null | undefined) => minorUnits(value, currency);
  const variants = product.variants ?? [];
  const stocks = variants.map((variant) => variant.stock).filter((stock) => typeof stock === 'number');
  const stock =
    product.stock ?? (stocks.length > 0 ? stocks.reduce((sum, one) => sum + Math.max(0, one), 0) : null);
  const price = money(product.price) ?? money(variants[0]?.price);
  const cost = money(product.cost) ?? money(variants[0]?.cost);
  const [row] = await tx<{ id: string }[]>`
    insert into products as p (id, workspace_id, source, external_id, title, category, vendor, currency,
      price, compare_at_price, cost, stock, image, url, tags, consumable_days, status, source_updated_at)
    values (${newId()}, ${workspaceId}, ${source}, ${product.productId}, ${product.title ?? ''},
      ${product.category ?? null}, ${product.vendor ?? null}, ${currency}, ${price},
      ${money(product.compareAtPrice)}, ${cost}, ${stock}, ${product.image ?? null}, ${product.url ?? null},
        ${product.tags ?? []}, ${product.consumableDays ?? null}, ${status}, ${updatedAt})
    on conflict (workspace_id, source, external_id) do update set
      title = case when excluded.title = '' then p.title else excluded.title end,
        category = coalesce(excluded.category, p.category), vendor = coalesce(excluded.vendor, p.vendor),
      currency = excluded.currency, price = coalesce(excluded.price, p.price),
        compare_at_price = excluded.compare_at_price, cost = coalesce(excluded.cost, p.cost),
      stock = coalesce(excluded.stock, p.stock), image = coalesce(excluded.image, p.image),
        url = coalesce(excluded.url, p.url), tags = excluded.tags,
      consumable_days = coalesce(excluded.consumable_days, p.consumable_days), status = excluded.status,
        source_updated_at = excluded.source_updated_at, updated_at = now()
      where p.source_updated_at is null or excluded.source_updated_at >= p.source_updated_at
    returning id`;
  const id = row?.id ?? (await productId(tx, source, product.productId)) ?? newId();
  if (row && product.variants) await storeVariants(tx, workspaceId, source, id, product.variants, money);
  return id;
}

type Variant = NonNullable<Product['variants']>[number];

/** Stores the current variants in one statement. A variant that is no longer named is no longer for sale. */
async function storeVariants(
  tx: Tx,
  workspaceId: string,
  source: string,
  productId: string,
  variants: readonly Variant[],
  money: (value: number | string | null | undefined) => number | null,
): Promise<void> {
  const rows = [...new Map(variants.map((variant) => [variant.variantId, variant])).values()].map(
    (variant) => ({
      id: variant.variantId,
      item: variant.inventoryItemId ?? null,
      title: variant.title ?? null,
      sku: variant.sku ?? null,
      price: money(variant.price),
      compare: money(variant.compareAtPrice),
      cost: money(variant.cost),
      stock: variant.stock ?? null,
      image: variant.image ?? null,
      url: variant.url ?? null,
    }),
  );
  await tx`insert into product_variants as v (workspace_id, source, external_id, product_id,
    inventory_item_id, title, sku, price, compare_at_price, cost, stock, image, url)
    select ${workspaceId}, ${source}, id, ${productId}, item, title, sku, price, compare, cost, stock, image,
      url
    from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(id text, item text, title text, sku text,
      price bigint, compare bigint, cost bigint, stock integer, image text, url text) order by id
    on conflict (workspace_id, source, external_id)
      do update set product_id = excluded.product_id,
      inventory_item_id = coalesce(excluded.inventory_item_id, v.inventory_item_id),
      title = coalesce(excluded.title, v.title), sku = coalesce(excluded.sku, v.sku),
        price = coalesce(excluded.price, v.price), compare_at_price = excluded.compare_at_price,
        cost = coalesce(excluded.cost, v.cost), stock = coalesce(excluded.stock, v.stock),
      image = coalesce(excluded.image, v.image), url = coalesce(excluded.url, v.url)`;
  if (rows.length > 0)
    await tx`delete from product_variants
      where product_id = ${productId}
      and not (external_id in (select unnest(${rows.map((row) => row.id)}::text[])))`;
}

/**
 * Stores `{inventoryItemId | variantId | productId, stock?, locationId?, cost?}`. A variant's stock is the
 * sum over its locations; a product's is the sum over its variants.
 */
async function storeStock(
  tx: Tx,
  source: string,
  currency: string,
  event: ParsedEvent,
): Promise<string | null> {
  const text = (name: string) =>
    event.properties[name] === undefined || event.properties[name] === null
      ? null
      : String(event.properties[name]);
  const stock = typeof event.properties['stock'] === 'number' ? Math.trunc(event.properties['stock']) : null;
  const cost = minorUnits(event.properties['cost'] as number | string | null | undefined, currency);
  if (stock === null && cost === null) return null;
  const level = stock === null ? null : tx.json({ [text('locationId') ?? 'all']: stock });
  // Stock has its own time, because a newer stock count must not make an update of the cost count as
  // outdated.
  const [variant] = await tx<{ product_id: string }[]>`
    update product_variants v set cost = coalesce(${cost}, cost),
      stock_by_location = case when ${level !== null}
        and ${isNewer(tx, event)} then stock_by_location || coalesce(${level}::jsonb, '{}')
      else stock_by_location end, stock = case when ${level !== null}
        and ${isNewer(tx, event)} then (select sum(value::int)
        from jsonb_each_text(v.stock_by_location || coalesce(${level}::jsonb, '{}'))) else stock end,
      stock_updated_at = case when ${level !== null}
        and ${isNewer(tx, event)} then ${event.occurredAt}::timestamptz else stock_updated_at end
    where source = ${source} and (inventory_item_id = ${text('inventoryItemId')}
      or external_id = ${text('variantId')}) returning product_id`;
  if (variant) {
    await tx`update products p set stock = (select sum(greatest(stock, 0)) from product_variants
      where product_id = p.id), cost = coalesce((select min(cost) from product_variants
      where product_id = p.id), cost), updated_at = now() where id = ${variant.product_id}`;
    return variant.product_id;
  }
  const id = text('productId');
  if (!id) return null;
  const [product] = await tx<
    { id: string }[]
  >`update products set stock = coalesce(${stock}, stock), cost = coalesce(${cost}, cost), updated_at = now()
    where source = ${source} and external_id = ${id} returning id`;
  return product?.id ?? null;
}

const isNewer = (tx: Tx, event: ParsedEvent) =>
  tx`(stock_updated_at is null or stock_updated_at <= ${event.occurredAt}::timestamptz)`;

async function productId(tx: Tx, source: string, externalId: string): Promise<string | undefined> {
  const [row] = await tx<
    { id: string }[]
  >`select id from products where source = ${source} and external_id = ${externalId}`;
  return row?.id;
}

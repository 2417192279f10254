import type { Tx } from '@millrace/db';
import type { LineFacts } from '@millrace/flow';
import type { FreshProduct } from '@millrace/guardrails';

interface Row {
  readonly product: string;
  readonly variant: string | null;
  readonly title: string;
  readonly stock: number | null;
  readonly price: number | null;
  readonly image: string | null;
  readonly url: string | null;
  readonly active: boolean;
}

/**
 * The cart's goods as they are now: price, stock, picture and link of each line's own variant. A variant that
 * its product no longer has cannot be bought.
 */
export async function freshProducts(
  tx: Tx,
  cartId: string | null,
  lines: readonly LineFacts[],
): Promise<FreshProduct[]> {
  const rows = await tx<Row[]>`
    select n.product, n.variant, p.title, case when v.external_id is null then p.stock
      else v.stock end as stock, coalesce(v.price, p.price) as price,
      coalesce(v.image, p.image) as image, coalesce(v.url, p.url) as url,
      p.status = 'active' and (n.variant is null or v.external_id is not null or not exists (select 1
        from product_variants o where o.product_id = p.id)) as active
    from unnest(${lines.map((line) => line.productId)}::text[],
      ${lines.map((line) => line.variantId)}::text[]) as n(product, variant)
    join carts c on c.id = ${cartId} join products p on p.source = c.source and p.external_id = n.product
    left join product_variants v on v.product_id = p.id and v.external_id = n.variant`;
  return rows.map((row) => ({
    productId: row.product,
    variantId: row.variant,
    title: row.title,
    stock: row.stock,
    price: row.price,
    image: row.image,
    url: row.url,
    isActive: row.active,
  }));
}

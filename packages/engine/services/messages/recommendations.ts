import type { Tx } from '@millrace/db';
import type { ProductView } from '@millrace/content';
import type { Facts } from '@millrace/flow';

/**
 * Products to show beside a cart: bought together with what is in it by other people in the last half year, then best
 * sellers; in stock, for sale, and not in the cart already. Of a product with variants the cheapest one that is in stock is shown.
 */
export async function recommendations(tx: Tx, facts: Facts, cartId: string | null, count: number): Promise<readonly ProductView[]> {
  const inCart = facts.cart?.lines.map((line) => line.productId) ?? facts.order?.lines.map((line) => line.productId) ?? [];
  const rows = await tx<{ title: string; price: number; currency: string; image: string | null; url: string | null }[]>`
    with recent as (select lines from orders where placed_at > now() - interval '180 days' and counted order by placed_at desc limit 2000),
    bought as (select line->>'productId' as id, count(*) filter (where r.lines @> any (select jsonb_build_array(jsonb_build_object('productId', own)) from unnest(${inCart}::text[]) own)) as together, count(*) as sold
      from recent r, jsonb_array_elements(r.lines) line group by 1)
    select p.title, coalesce(v.price, p.price) as price, coalesce(p.currency, ${facts.store.currency}) as currency, coalesce(v.image, p.image) as image, coalesce(v.url, p.url) as url
    from products p left join bought b on b.id = p.external_id
    left join lateral (select price, image, url, true as is_there from product_variants where product_id = p.id and coalesce(stock, 1) > 0 and price is not null order by price, external_id limit 1) v on true
    where p.status = 'active' and coalesce(v.price, p.price) is not null and coalesce(p.stock, 1) > 0
      and (v.is_there or not exists (select 1 from product_variants o where o.product_id = p.id)) and not (p.external_id = any(${inCart}::text[]))
      and (${cartId}::uuid is null or p.source = (select source from carts where id = ${cartId}))
    order by coalesce(b.together, 0) desc, coalesce(b.sold, 0) desc, coalesce(v.price, p.price) desc limit ${count}`;
  return rows.map((row) => ({ ...row, quantity: 1 }));
}

import type { products, Row, Known } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import type { ProductView } from '@millrace/content';
import type { ProductNow } from '@millrace/decisions';

/** A product that can be bought now, with what a message shows of it. */
export interface BuyableProduct extends ProductNow {
  readonly view: ProductView;
}

/** Extra products to read, so that a block is not empty in a store with few sales. */
const BESIDES = 60;

type ProductRow = Known<
  Pick<
    Row<typeof products>,
    'id' | 'title' | 'category' | 'price' | 'cost' | 'stock' | 'currency' | 'image' | 'url'
  >,
  { price: number; currency: string }
>;

/**
 * Products in stock and for sale: first those wanted, then those of the named categories, then any, the most
 * expensive first. For a product with variants shows the cheapest in stock.
 */
export async function buyableProducts(
  tx: Tx,
  wanted: readonly string[],
  {
    categories,
    except,
    cartId,
    currency,
  }: { categories: readonly string[]; except: readonly string[]; cartId: string | null; currency: string },
): Promise<readonly BuyableProduct[]> {
  const rows = await tx<ProductRow[]>`
    select p.external_id as id, p.title, p.category, coalesce(v.price, p.price) as price,
      coalesce(v.cost, p.cost) as cost, coalesce(v.stock, p.stock) as stock,
      coalesce(p.currency, ${currency}) as currency, coalesce(v.image, p.image) as image,
        coalesce(v.url, p.url) as url
    from products p
    left join lateral (select price, cost, stock, image, url, true as is_there from product_variants
      where product_id = p.id and coalesce(stock, 1) > 0 and price is not null order by price, external_id
      limit 1) v on true
    where p.status = 'active' and coalesce(v.price, p.price) is not null and coalesce(p.stock, 1) > 0
      and (v.is_there or not exists (select 1 from product_variants o where o.product_id = p.id))
        and not (p.external_id = any(${except as string[]}::text[]))
      and (${cartId}::uuid is null or p.source = (select source from carts where id = ${cartId}))
    order by p.external_id = any(${wanted as string[]}::text[]) desc,
      coalesce(p.category = any(${categories as string[]}::text[]), false) desc,
      coalesce(v.price, p.price) desc, p.external_id
    limit ${wanted.length + BESIDES}`;
  return rows.map(({ id, title, category, price, cost, stock, currency: own, image, url }) => ({
    productId: id,
    title,
    category,
    price,
    cost,
    stock,
    isForSale: true,
    view: { title, price, currency: own, image, url, quantity: 1 },
  }));
}

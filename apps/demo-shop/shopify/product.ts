import { PAST_OF_PRODUCTS } from '../journeys/past.ts';
import type { World } from '../people/person.ts';
import { skuOf, tagsOfProduct, type Product } from '../shop/product.ts';
import { amountText, isoText } from './money-text.ts';

interface ToldOfProduct {
  readonly stock: number;
  readonly compareAt: number | null;
  /** Real time of the change. */
  readonly at: number;
}

/** `products/update`: a product with its one variant. */
export function productPayload(
  { currency, opensAt, shopUrl }: World,
  product: Product,
  { stock, compareAt, at }: ToldOfProduct,
) {
  const createdAt = isoText(opensAt - PAST_OF_PRODUCTS);
  return {
    id: product.productId,
    admin_graphql_api_id: `gid://shopify/Product/${product.productId}`,
    title: product.title,
    handle: product.handle,
    body_html: product.words,
    product_type: product.category,
    vendor: product.vendor,
    tags: tagsOfProduct(product).join(', '),
    status: 'active',
    created_at: createdAt,
    updated_at: isoText(at),
    published_at: createdAt,
    image: { id: product.productId + 1, src: `${shopUrl}/images/${product.handle}.svg`, variant_ids: [] },
    images: [{ id: product.productId + 1, src: `${shopUrl}/images/${product.handle}.svg`, variant_ids: [] }],
    variants: [
      {
        id: product.variantId,
        admin_graphql_api_id: `gid://shopify/ProductVariant/${product.variantId}`,
        product_id: product.productId,
        title: 'Default Title',
        sku: skuOf(product),
        price: amountText(product.price, currency),
        compare_at_price: compareAt === null ? null : amountText(compareAt, currency),
        inventory_item_id: product.inventoryItemId,
        inventory_quantity: stock,
        position: 1,
        taxable: true,
        created_at: createdAt,
        updated_at: isoText(at),
      },
    ],
  };
}

import { cutTo } from '@millrace/base';
import { z } from 'zod';
import { checkedEvent } from '../checked-event.ts';
import { amount, answer, compact, id, list, part, read, stockLevel, text } from '../reading.ts';
import { gmt, type Told } from './told.ts';

const named = z.looseObject({ name: text(120) });
const picture = part(z.looseObject({ src: text(2_000) }));
const stockFields = {
  manage_stock: z.unknown().optional(),
  stock_quantity: stockLevel,
  stock_status: text(20),
  backorders_allowed: answer,
};
const priceFields = { price: amount, regular_price: amount, on_sale: answer };

const productSchema = z.looseObject({
  id,
  name: text(500),
  permalink: text(2_000),
  status: text(20),
  ...priceFields,
  ...stockFields,
  sku: text(),
  categories: list(named, 100),
  tags: list(named, 250),
  images: list(z.looseObject({ src: text(2_000) }), 250),
  date_created_gmt: gmt,
  date_modified_gmt: gmt,
});
const variationSchema = z.looseObject({
  id,
  sku: text(),
  permalink: text(2_000),
  image: picture,
  attributes: list(z.looseObject({ option: text(100) }), 50),
  ...priceFields,
  ...stockFields,
});
type Stocked = Pick<
  z.output<typeof productSchema>,
  'manage_stock' | 'stock_quantity' | 'stock_status' | 'backorders_allowed'
>;

const STATES: Readonly<Record<string, 'active' | 'draft' | 'archived'>> = {
  publish: 'active',
  draft: 'draft',
  pending: 'draft',
  private: 'draft',
  trash: 'archived',
};

/** Units in stock; null if stock is not counted. Sold out is 0, counted or not. */
function stockOf({
  manage_stock: counted,
  stock_quantity: left,
  stock_status: state,
  backorders_allowed: more,
}: Stocked): number | null {
  if (state === 'outofstock') return 0;
  return counted === true && left !== undefined && more !== true ? left : null;
}

const full = (price: string | undefined, regular: string | undefined, onSale: boolean | undefined) =>
  onSale === true && regular !== undefined && regular !== price ? regular : null;

/** The current state of a product. Its variations are reported separately. */
export function productEvents(payload: unknown, told: Told, created = false) {
  const product = read(productSchema, payload, 'The product');
  const changed = product.date_modified_gmt ?? product.date_created_gmt;
  const properties = compact({
    productId: product.id,
    title: product.name,
    category: product.categories[0]?.name,
    price: product.price,
    compareAtPrice: full(product.price, product.regular_price, product.on_sale),
    stock: stockOf(product),
    image: product.images.find((image) => image.src !== undefined)?.src,
    url: product.permalink,
    tags: product.tags.flatMap((tag) => tag.name ?? []),
    status: STATES[product.status ?? ''],
    updatedAt: changed,
  });
  const type = created ? 'product-created' : 'product-updated';
  return [
    checkedEvent(
      compact({
        id: created
          ? `woocommerce:product-created:${product.id}`
          : `woocommerce:product:${product.id}:${changed ?? ''}:${told.fingerprint}`.slice(0, 255),
        type,
        occurredAt: changed ?? told.at,
        properties,
      }),
    ),
  ];
}

export function deletedProductEvents(payload: unknown, told: Told) {
  const product = read(z.looseObject({ id }), payload, 'The product');
  return [
    checkedEvent({
      id: `woocommerce:product-deleted:${product.id}`,
      type: 'product-deleted',
      occurredAt: told.at,
      properties: { productId: product.id },
    }),
  ];
}

/** All variations of a product, as a change of the product: one that is left out is no longer for sale. */
export function variationEvents(productId: string, payload: unknown, told: Told) {
  const variations = read(z.array(variationSchema).max(2_000), payload, 'The variations');
  if (variations.length === 0) return [];
  return [
    checkedEvent({
      id: `woocommerce:variations:${productId}:${told.fingerprint}`.slice(0, 255),
      type: 'product-updated',
      occurredAt: told.at,
      properties: {
        productId,
        variants: variations.map((one) =>
          compact({
            variantId: one.id,
            sku: one.sku,
            title:
              cutTo(one.attributes.flatMap((attribute) => attribute.option ?? []).join(' / '), 255) ||
              undefined,
            price: one.price,
            compareAtPrice: full(one.price, one.regular_price, one.on_sale),
            stock: stockOf(one),
            image: one.image?.src,
            url: one.permalink,
          }),
        ),
      },
    }),
  ];
}

import { z } from 'zod';
import { parseAmount } from '@millrace/base';
import { amount, compact, id, instant, list, part, read, text } from '../reading.ts';
import { tagsOf } from './customer.ts';
import { changeId, onceId, type Delivery } from './delivery.ts';

const variantSchema = z.looseObject({
  id,
  title: text(),
  sku: text(),
  price: amount.nullish(),
  compare_at_price: amount.nullish(),
  inventory_item_id: id.nullish(),
  inventory_quantity: z.int().min(-1_000_000).max(100_000_000).nullish(),
  inventory_management: z.unknown().optional(),
});
type Variant = z.output<typeof variantSchema>;

const image = part(z.looseObject({ src: text(2_000) }));
const productSchema = z.looseObject({
  id,
  title: text(500),
  product_type: text(),
  category: part(z.looseObject({ name: text() })),
  vendor: text(),
  handle: text(),
  status: text(),
  tags: z.unknown(),
  variants: list(variantSchema, 2_048),
  image,
  images: list(z.looseObject({ src: text(2_000) }), 500),
  updated_at: instant,
  created_at: instant,
});

const STATUS: Readonly<Record<string, 'active' | 'draft' | 'archived'>> = {
  active: 'active',
  draft: 'draft',
  archived: 'archived',
  unlisted: 'draft',
};

/** `products/create`, `products/update`. A product's price is that of its cheapest variant, its stock the sum of those counted. */
export function productEvent(payload: unknown, delivery: Delivery) {
  const product = read(productSchema, payload, 'The product');
  const created = delivery.topic === 'products/create';
  const cheapest = cheapestOf(product.variants);
  const counted = product.variants.filter(isCounted);
  return {
    id: created ? onceId(delivery.topic, product.id) : changeId(delivery, product.id, product.updated_at),
    type: created ? 'product-created' : 'product-updated',
    occurredAt: delivery.triggeredAt,
    properties: compact({
      productId: product.id,
      title: product.title,
      category: product.product_type ?? product.category?.name,
      vendor: product.vendor,
      currency: delivery.config.currency,
      price: cheapest?.price ?? undefined,
      compareAtPrice: cheapest?.compare_at_price ?? undefined,
      stock: counted.length === 0 ? null : counted.reduce((sum, variant) => sum + (variant.inventory_quantity ?? 0), 0),
      image: product.image?.src ?? product.images[0]?.src,
      url:
        product.handle === undefined ? undefined : `https://${delivery.config.shopDomain}/products/${encodeURIComponent(product.handle)}`,
      tags: tagsOf(product.tags),
      status: STATUS[product.status ?? ''],
      variants: product.variants.slice(0, 250).map(intakeVariant),
      updatedAt: product.updated_at,
    }),
  };
}

/** Older versions say `inventory_management: null` for a variant that is not counted; newer ones leave the word out. */
function isCounted(variant: Variant): boolean {
  return typeof variant.inventory_quantity === 'number' && variant.inventory_management !== null;
}

function cheapestOf(variants: readonly Variant[]): Variant | undefined {
  const units = (variant: Variant) => parseAmount(variant.price, 'KWD') ?? Number.POSITIVE_INFINITY;
  return [...variants].sort((first, second) => units(first) - units(second))[0];
}

function intakeVariant(variant: Variant) {
  return compact({
    variantId: variant.id,
    inventoryItemId: variant.inventory_item_id ?? undefined,
    sku: variant.sku,
    title: variant.title,
    price: variant.price ?? undefined,
    stock: isCounted(variant) ? variant.inventory_quantity : null,
  });
}

/** `products/delete` names the product only. */
export function deletedProductEvent(payload: unknown, delivery: Delivery) {
  const { id: productId } = read(z.looseObject({ id }), payload, 'The product');
  return {
    id: onceId(delivery.topic, productId),
    type: 'product-deleted',
    occurredAt: delivery.triggeredAt,
    properties: { productId, status: 'archived' as const },
  };
}

/**
 * `inventory_levels/update`: stock at one location, `inventory_items/update`: cost and whether it is counted. Both name
 * an inventory item, which belongs to one variant; the product's variants say which.
 */
export function stockEvent(payload: unknown, delivery: Delivery) {
  const given = read(
    z.looseObject({
      id: id.nullish(),
      inventory_item_id: id.nullish(),
      location_id: id.nullish(),
      available: z.int().min(-1_000_000).max(100_000_000).nullish(),
      cost: amount.nullish(),
      sku: text(),
      tracked: z.boolean().nullish(),
      updated_at: instant,
    }),
    payload,
    'The stock',
  );
  const item = given.inventory_item_id ?? read(id, given.id, 'The stock: id');
  return {
    id: changeId(delivery, `${item}@${given.location_id ?? ''}`, given.updated_at),
    type: 'inventory-changed',
    occurredAt: delivery.triggeredAt,
    properties: compact({
      inventoryItemId: item,
      locationId: given.location_id ?? undefined,
      stock: delivery.topic === 'inventory_levels/update' ? (given.available ?? null) : undefined,
      cost: given.cost ?? undefined,
      sku: given.sku,
      tracked: given.tracked ?? undefined,
      updatedAt: given.updated_at,
    }),
  };
}

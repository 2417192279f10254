import { originOf } from './config.ts';
import { z } from 'zod';
import { fail, parseAmount } from '@millrace/base';
import {
  amount,
  answer,
  compact,
  id,
  idOrNothing,
  instant,
  list,
  listOrNothing,
  part,
  read,
  stockLevel,
  text,
} from '../reading.ts';
import { tagsOf } from './customer.ts';
import { changeId, onceId, type Delivery } from './delivery.ts';

const variantSchema = z.looseObject({
  id,
  title: text(),
  sku: text(),
  price: amount,
  compare_at_price: amount,
  inventory_item_id: idOrNothing,
  inventory_quantity: stockLevel,
  image_id: idOrNothing,
  inventory_management: z.unknown().optional(),
});
type Variant = z.output<typeof variantSchema>;

const imageSchema = z.looseObject({
  id: idOrNothing,
  src: text(2_000),
  variant_ids: listOrNothing(idOrNothing, 2_048),
});
type Image = z.output<typeof imageSchema>;
const productSchema = z.looseObject({
  id,
  title: text(500),
  product_type: text(),
  category: part(z.looseObject({ name: text() })),
  vendor: text(),
  handle: text(),
  status: text(),
  tags: z.unknown().optional(),
  variants: listOrNothing(variantSchema, 2_048),
  image: part(imageSchema),
  images: list(imageSchema, 500),
  updated_at: instant,
  created_at: instant,
});

const STATUS: Readonly<Record<string, 'active' | 'draft' | 'archived'>> = {
  active: 'active',
  draft: 'draft',
  archived: 'archived',
  unlisted: 'draft',
};

/**
 * `products/create`, `products/update`. A product's price is that of its cheapest variant, its stock the sum
 * of the counted variants.
 */
export function productEvent(payload: unknown, delivery: Delivery) {
  const product = read(productSchema, payload, 'The product');
  const created = delivery.topic === 'products/create';
  const { variants } = product;
  const cheapest = cheapestOf(variants ?? []);
  const counted = variants?.filter(isCounted);
  const url =
    product.handle === undefined
      ? undefined
      : `${originOf(delivery.config)}/products/${encodeURIComponent(product.handle)}`;
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
      price: cheapest?.price,
      compareAtPrice: cheapest?.compare_at_price,
      stock:
        counted &&
        (counted.length === 0
          ? null
          : counted.reduce((sum, variant) => sum + (variant.inventory_quantity ?? 0), 0)),
      image: product.image?.src ?? product.images[0]?.src,
      url,
      tags: tagsOf(product.tags),
      status: STATUS[product.status ?? ''],
      variants: variants?.map((variant) => intakeVariant(variant, product.images, url)),
      updatedAt: product.updated_at,
    }),
  };
}

/**
 * Older versions send `inventory_management: null` for a variant that is not counted; newer ones leave the
 * field out.
 */
function isCounted(variant: Variant): boolean {
  return variant.inventory_quantity !== undefined && variant.inventory_management !== null;
}

function cheapestOf(variants: readonly Variant[]): Variant | undefined {
  const price = (variant: Variant) => parseAmount(variant.price, 'KWD') ?? Number.POSITIVE_INFINITY;
  return [...variants].sort((first, second) => price(first) - price(second))[0];
}

/** A variant may have its own picture and address. */
function intakeVariant(variant: Variant, images: readonly Image[], url: string | undefined) {
  const own = images.find(
    (image) =>
      image.variant_ids?.includes(variant.id) || (image.id !== undefined && image.id === variant.image_id),
  );
  return compact({
    variantId: variant.id,
    inventoryItemId: variant.inventory_item_id,
    sku: variant.sku,
    title: variant.title,
    price: variant.price,
    compareAtPrice: variant.compare_at_price,
    stock: isCounted(variant) ? variant.inventory_quantity : null,
    image: own?.src,
    url: url === undefined ? undefined : `${url}?variant=${encodeURIComponent(variant.id)}`,
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
 * `inventory_levels/update`: stock at one location, `inventory_items/update`: cost and whether it is counted.
 * Both name an inventory item, which belongs to one variant; the product's variants name their items.
 */
export function stockEvent(payload: unknown, delivery: Delivery) {
  const given = read(
    z.looseObject({
      id: idOrNothing,
      inventory_item_id: idOrNothing,
      location_id: idOrNothing,
      available: stockLevel,
      cost: amount,
      sku: text(),
      tracked: answer,
      updated_at: instant,
    }),
    payload,
    'The stock',
  );
  const item =
    given.inventory_item_id ??
    given.id ??
    fail('input-invalid', { problems: 'The stock: inventory_item_id: is missing' });
  return {
    id: changeId(delivery, `${item}@${given.location_id ?? ''}`, given.updated_at),
    type: 'inventory-changed',
    occurredAt: delivery.triggeredAt,
    properties: compact({
      inventoryItemId: item,
      locationId: given.location_id,
      stock: delivery.topic === 'inventory_levels/update' ? (given.available ?? null) : undefined,
      cost: given.cost,
      sku: given.sku,
      tracked: given.tracked,
      updatedAt: given.updated_at,
    }),
  };
}

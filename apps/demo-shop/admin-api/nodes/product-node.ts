import { amountText, isoText } from '../../shopify/money-text.ts';
import { skuOf, tagsOfProduct } from '../../shop/product.ts';
import { listOf } from '../connection.ts';
import type { ShelvedProduct } from '../desk.ts';

/** `Product` with its one variant. */
export function productNode(
  { product, texts, stock, compareAt, createdAt, updatedAt }: ShelvedProduct,
  currency: string,
) {
  const times = { createdAt: isoText(createdAt), updatedAt: isoText(updatedAt) };
  const variant = {
    id: `gid://shopify/ProductVariant/${product.variantId}`,
    legacyResourceId: String(product.variantId),
    title: 'Default Title',
    displayName: `${product.title} - Default Title`,
    sku: skuOf(product),
    price: amountText(product.price, currency),
    compareAtPrice: compareAt === null ? null : amountText(compareAt, currency),
    inventoryQuantity: stock,
    availableForSale: stock > 0,
    position: 1,
    taxable: true,
    inventoryItem: {
      id: `gid://shopify/InventoryItem/${product.inventoryItemId}`,
      legacyResourceId: String(product.inventoryItemId),
      sku: skuOf(product),
      tracked: true,
      requiresShipping: true,
      unitCost: { amount: amountText(product.cost, currency), currencyCode: currency },
      ...times,
    },
    ...times,
  };
  return {
    id: `gid://shopify/Product/${product.productId}`,
    legacyResourceId: String(product.productId),
    title: product.title,
    handle: product.handle,
    description: product.words,
    descriptionHtml: texts?.description ?? product.words,
    seo: { title: texts?.pageTitle ?? null, description: texts?.metaDescription ?? null },
    productType: product.category,
    vendor: product.vendor,
    tags: tagsOfProduct(product),
    status: 'ACTIVE',
    isGiftCard: false,
    totalInventory: stock,
    tracksInventory: true,
    hasOnlyDefaultVariant: true,
    variants: listOf([variant]),
    variant,
    ...times,
  };
}

import { priceOfLine, productNumbered, type CartLine } from '../shop/catalogue.ts';
import { skuOf } from '../shop/product.ts';
import { amountText, moneySet } from './money-text.ts';

/** Lines in the form of `carts/*`. */
export function cartLines(lines: readonly CartLine[], token: string, currency: string) {
  return lines.map((line) => {
    const [number, quantity] = line;
    const product = productNumbered(number);
    const each = priceOfLine(line);
    const price = amountText(each, currency);
    const total = amountText(each * quantity, currency);
    return {
      id: product.variantId,
      properties: null,
      quantity,
      variant_id: product.variantId,
      key: `${product.variantId}:${token}`,
      title: product.title,
      price,
      original_price: price,
      discounted_price: price,
      presentment_price: Number(price),
      line_price: total,
      original_line_price: total,
      total_discount: amountText(0, currency),
      discounts: [],
      sku: skuOf(product),
      grams: product.grams,
      vendor: product.vendor,
      taxable: true,
      product_id: product.productId,
      gift_card: false,
      price_set: moneySet(each, currency),
      line_price_set: moneySet(each * quantity, currency),
    };
  });
}

/** Lines in the form of `checkouts/*`. */
export function checkoutLines(lines: readonly CartLine[], token: string, currency: string) {
  return lines.map((line) => {
    const [number, quantity] = line;
    const product = productNumbered(number);
    const each = priceOfLine(line);
    return {
      key: `${product.variantId}:${token}`,
      fulfillment_service: 'manual',
      gift_card: false,
      grams: product.grams,
      presentment_title: product.title,
      presentment_variant_title: '',
      product_id: product.productId,
      quantity,
      requires_shipping: true,
      sku: skuOf(product),
      tax_lines: [],
      taxable: true,
      title: product.title,
      variant_id: product.variantId,
      variant_title: null,
      variant_price: amountText(each, currency),
      vendor: product.vendor,
      product_type: product.category,
      compare_at_price: null,
      applied_discounts: [],
      discount_allocations: [],
      line_price: amountText(each * quantity, currency),
      price: amountText(each, currency),
    };
  });
}

/** Lines in the form of `orders/*` and `refunds/create`. */
export function orderLines(
  lines: readonly CartLine[],
  orderId: number,
  currency: string,
  fulfilled: boolean,
) {
  return lines.map((line, place) => {
    const [number, quantity] = line;
    const product = productNumbered(number);
    const each = priceOfLine(line);
    return {
      id: orderId * 10 + place,
      admin_graphql_api_id: `gid://shopify/LineItem/${orderId * 10 + place}`,
      current_quantity: quantity,
      fulfillable_quantity: fulfilled ? 0 : quantity,
      fulfillment_service: 'manual',
      fulfillment_status: fulfilled ? 'fulfilled' : null,
      gift_card: false,
      grams: product.grams,
      name: product.title,
      price: amountText(each, currency),
      price_set: moneySet(each, currency),
      product_exists: true,
      product_id: product.productId,
      properties: [],
      quantity,
      requires_shipping: true,
      sku: skuOf(product),
      taxable: true,
      title: product.title,
      total_discount: amountText(0, currency),
      total_discount_set: moneySet(0, currency),
      variant_id: product.variantId,
      variant_inventory_management: 'shopify',
      variant_title: null,
      vendor: product.vendor,
      tax_lines: [],
      duties: [],
      discount_allocations: [],
    };
  });
}

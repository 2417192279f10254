import { originOf } from './config.ts';
import { z } from 'zod';
import { amount, answer, compact, idOrNothing, listOrNothing, sumOf, text, units } from '../reading.ts';
import { inShopMoney, moneySet } from './money.ts';

/** Shopify allows 500 lines in a cart; longer lists are refused. */
const LINES = 500;

const allocation = z.looseObject({ amount, amount_set: moneySet });
const taxLine = z.looseObject({ price: amount, price_set: moneySet });

export const lineSchema = z.looseObject({
  id: idOrNothing,
  product_id: idOrNothing,
  variant_id: idOrNothing,
  sku: text(),
  title: text(400),
  presentment_title: text(400),
  variant_title: text(100),
  quantity: units.optional(),
  current_quantity: units.optional(),
  price: amount,
  price_set: moneySet,
  discounted_price: amount,
  discounted_price_set: moneySet,
  total_discount: amount,
  total_discount_set: moneySet,
  discount_allocations: listOrNothing(allocation, 100),
  tax_lines: listOrNothing(taxLine, 100),
  product_type: text(),
  gift_card: answer,
  requires_shipping: answer,
  fulfillment_service: text(60),
  tip: z.unknown().optional(),
  tip_payment_gateway: z.unknown().optional(),
});
export type Line = z.output<typeof lineSchema>;

export const linesSchema = listOrNothing(lineSchema, LINES);

/** Tips and custom items have no product: they get an id of their own. */
export function productName(line: Pick<Line, 'product_id' | 'sku' | 'title'>): string {
  return line.product_id ?? `custom:${line.sku ?? line.title ?? ''}`.slice(0, 255);
}

function whatItIs(line: Line) {
  const title = line.title ?? line.presentment_title ?? '';
  return {
    productId: productName({ ...line, title }),
    variantId: line.variant_id,
    title:
      line.variant_title !== undefined && !title.includes(line.variant_title)
        ? `${title} - ${line.variant_title}`
        : title,
    category: line.product_type,
    sku: line.sku,
    quantity: line.quantity ?? 1,
  };
}

/** A line of a cart, with the price the shopper pays for one. */
export function cartLine(line: Line) {
  return compact({
    ...whatItIs(line),
    price:
      inShopMoney(line.discounted_price_set) ??
      line.discounted_price ??
      inShopMoney(line.price_set, line.price) ??
      '0',
  });
}

/** A line of an order: its price before discounts, and the discounts allocated to it. */
export function orderLine(line: Line) {
  const allocated = sumOf(
    (line.discount_allocations ?? []).map((one) => inShopMoney(one.amount_set, one.amount)),
  );
  const stated = inShopMoney(line.total_discount_set, line.total_discount);
  return compact({
    ...whatItIs(line),
    lineId: line.id,
    currentQuantity: line.current_quantity,
    price: inShopMoney(line.price_set, line.price) ?? '0',
    discount: allocated ?? stated ?? (line.discount_allocations === undefined ? undefined : '0'),
    tax: sumOf((line.tax_lines ?? []).map((one) => inShopMoney(one.price_set, one.price))),
    kind: kindOf(line),
  });
}

function kindOf(line: Line): 'goods' | 'gift-card' | 'tip' {
  if (line.gift_card === true) return 'gift-card';
  const hasTip = [line.tip, line.tip_payment_gateway].some((mark) => mark !== undefined && mark !== null);
  const isCalledTip =
    line.product_id === undefined &&
    line.sku === undefined &&
    /^(tip|trinkgeld|pourboire|propina|mancia|fooi)$/i.test(line.title ?? '');
  return hasTip || isCalledTip ? 'tip' : 'goods';
}

/**
 * `/cart/{variant}:{quantity},...` fills a new cart, also on another device; undefined if a line has no
 * variant.
 */
export function cartPermalink(lines: readonly Line[], shopDomain: string): string | undefined {
  if (lines.length === 0 || lines.some((line) => !line.variant_id)) return undefined;
  const url = `${originOf({ shopDomain })}/cart/${lines.map((line) => `${line.variant_id}:${line.quantity ?? 1}`).join(',')}`;
  return url.length <= 2_000 ? url : undefined;
}

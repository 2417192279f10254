import { z } from 'zod';
import { amount, answer, compact, listOrNothing, sumOf, text } from '../reading.ts';
import type { ShopifyConfig } from './config.ts';
import { currencyOf } from './delivery.ts';
import { inShopMoney, moneySet, shopCurrency, shownCurrency } from './money.ts';

/**
 * The money fields of an order. Each is a single amount and, in newer versions, also a pair in the shop's and
 * the shopper's currency.
 */
export const orderMoney = {
  currency: text(10),
  presentment_currency: text(3),
  total_price: amount,
  total_price_set: moneySet,
  current_total_price: amount,
  current_total_price_set: moneySet,
  subtotal_price: amount,
  subtotal_price_set: moneySet,
  current_subtotal_price: amount,
  current_subtotal_price_set: moneySet,
  total_discounts: amount,
  total_discounts_set: moneySet,
  current_total_discounts: amount,
  current_total_discounts_set: moneySet,
  total_tax: amount,
  total_tax_set: moneySet,
  current_total_tax: amount,
  current_total_tax_set: moneySet,
  taxes_included: answer,
  total_shipping_price_set: moneySet,
  current_shipping_price_set: moneySet,
  shipping_lines: listOrNothing(
    z.looseObject({
      price: amount,
      price_set: moneySet,
      discounted_price: amount,
      discounted_price_set: moneySet,
    }),
    100,
  ),
  total_tip_received: amount,
  original_total_duties_set: moneySet,
  current_total_duties_set: moneySet,
};
const schema = z.looseObject(orderMoney);
type Money = z.output<typeof schema>;

/** The amounts of an order as the intake names them. */
export function moneyOf(order: Money, config: ShopifyConfig) {
  const sets = [
    order.total_price_set,
    order.current_total_price_set,
    order.subtotal_price_set,
    order.total_shipping_price_set,
  ];
  const currency = currencyOf(shopCurrency(...sets) ?? order.currency, config);
  const shown = order.total_price_set?.presentment_money?.amount;
  const shownIn = shownCurrency(order.total_price_set);
  const total = inShopMoney(order.total_price_set, order.total_price);
  return compact({
    currency,
    total,
    currentTotal: inShopMoney(order.current_total_price_set, order.current_total_price),
    subtotal: inShopMoney(order.subtotal_price_set, order.subtotal_price),
    currentSubtotal: inShopMoney(order.current_subtotal_price_set, order.current_subtotal_price),
    discount: inShopMoney(order.total_discounts_set, order.total_discounts),
    currentDiscount: inShopMoney(order.current_total_discounts_set, order.current_total_discounts),
    tax: inShopMoney(order.total_tax_set, order.total_tax),
    currentTax: inShopMoney(order.current_total_tax_set, order.current_total_tax),
    taxIncluded: order.taxes_included,
    shipping: shippingOf(order),
    currentShipping: inShopMoney(order.current_shipping_price_set),
    tip: order.total_tip_received,
    duties: inShopMoney(order.original_total_duties_set) ?? inShopMoney(order.current_total_duties_set),
    presented:
      shown !== undefined && shownIn !== undefined && shownIn !== currency
        ? { currency: shownIn, amount: shown }
        : undefined,
  });
}

/** Shipping after its own discounts. */
function shippingOf(order: Money): string | undefined {
  const lines = order.shipping_lines?.map(
    (line) =>
      inShopMoney(line.discounted_price_set) ??
      line.discounted_price ??
      inShopMoney(line.price_set, line.price),
  );
  return (lines && sumOf(lines)) ?? inShopMoney(order.total_shipping_price_set);
}

import type { MinorUnits } from '@millrace/base';
import { productNumbered } from '../shop/catalogue.ts';
import { stockPayload } from '../shopify/order.ts';
import { productPayload } from '../shopify/product.ts';
import type { Life } from './life.ts';

/** Sets the stock of a product and sends the change to Millrace. */
export function shelve(life: Life, number: number, stock: number, happening: string): void {
  const now = life.now();
  life.state.stock[number] = stock;
  life.state.stockChangedAt[number] = now;
  life.webhook('inventory_levels/update', `shelf-${number}`, happening, stockPayload(number, stock, now));
}

/** Sets a price. It holds for products that are put into carts from now on. */
export function setPrice(life: Life, number: number, price: MinorUnits, compareAt: MinorUnits | null): void {
  const now = life.now();
  const product = productNumbered(number);
  life.state.prices[number] = { price, compareAt, changedAt: now };
  const stock = life.state.stock[number] ?? product.stock;
  const payload = productPayload(life.world, { ...product, price }, { stock, compareAt, at: now });
  life.webhook('products/update', `shelf-${number}`, `price-${now}`, payload);
}

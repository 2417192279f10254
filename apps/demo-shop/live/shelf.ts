import type { MinorUnits } from '@millrace/base';
import { stockPayload } from '../shopify/order.ts';
import { productPayload } from '../shopify/product.ts';
import type { ShelfTexts } from '../shop/shelf-price.ts';
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
  const changedAt = life.now();
  life.state.prices[number] = { price, compareAt, changedAt };
  tellOfProduct(life, number, `price-${changedAt}`);
}

/** Writes texts of a product; those that are left out stay. */
export function writeTexts(life: Life, number: number, texts: Omit<ShelfTexts, 'changedAt'>): void {
  const changedAt = life.now();
  life.state.texts[number] = { ...life.state.texts[number], ...texts, changedAt };
  tellOfProduct(life, number, `texts-${changedAt}`);
}

function tellOfProduct(life: Life, number: number, happening: string): void {
  const { stock, prices } = life.state;
  const product = life.productOf(number);
  const told = {
    stock: stock[number] ?? product.stock,
    compareAt: prices[number]?.compareAt ?? null,
    at: life.now(),
  };
  life.webhook('products/update', `shelf-${number}`, happening, productPayload(life.world, product, told));
}

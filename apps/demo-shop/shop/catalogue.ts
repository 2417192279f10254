import type { Random } from '../random.ts';
import { BREWING, COFFEE } from './rows-drink.ts';
import { CAMP_KITCHEN, FIRE } from './rows-camp.ts';
import { CARE, PANTRY } from './rows-pantry.ts';
import { MUGS } from './rows-table.ts';
import type { Category, Product, Row } from './product.ts';

const SHELVES: readonly (readonly [Category, string, readonly Row[]])[] = [
  ['Coffee', 'Tern & Kettle Roastery', COFFEE],
  ['Brewing', 'Tern & Kettle', BREWING],
  ['Camp kitchen', 'Owl’s Head Ironworks', CAMP_KITCHEN],
  ['Mugs & table', 'Tern & Kettle', MUGS],
  ['Fire & light', 'Penobscot Light Co.', FIRE],
  ['Pantry', 'Three Islands Pantry', PANTRY],
  ['Care', 'Tern & Kettle', CARE],
];

/** A row has the stock of a delivery. A third of it is in stock, so that products run low while you watch. */
const SHIPLOADS = 3;

const FIRST_ID = 8_402_716_000_000;

function shelve(): Product[] {
  const products: Product[] = [];
  for (const [category, vendor, rows] of SHELVES) {
    for (const [handle, title, price, cost, stock, lastsDays, grams, shape, colours, pull, words] of rows) {
      const number = products.length + 1;
      products.push({
        number,
        handle,
        title,
        category,
        vendor,
        price,
        cost,
        stock: Math.ceil(stock / SHIPLOADS),
        lastsDays,
        grams,
        shape,
        colours,
        pull,
        words,
        productId: FIRST_ID + number * 131,
        variantId: FIRST_ID + 30_000_000_000 + number * 97,
        inventoryItemId: FIRST_ID + 40_000_000_000 + number * 89,
      });
    }
  }
  return products;
}

export const PRODUCTS: readonly Product[] = shelve();

const BY_HANDLE = new Map(PRODUCTS.map((product) => [product.handle, product]));
const BY_NUMBER = new Map(PRODUCTS.map((product) => [product.number, product]));
const BY_VARIANT = new Map(PRODUCTS.map((product) => [String(product.variantId), product]));

export const productByHandle = (handle: string): Product | undefined => BY_HANDLE.get(handle);
export const productByVariant = (variantId: string): Product | undefined => BY_VARIANT.get(variantId);

/** The product with this number. Numbers come from the shop's own carts, so there is always one. */
export function productNumbered(number: number): Product {
  return BY_NUMBER.get(number) ?? PRODUCTS[0]!;
}

/** A line of a cart: product number, quantity, and the price when it was put in, where that was not the first price. */
export type CartLine = readonly [product: number, quantity: number, price?: number];

/** The price of one unit of a line, in minor units. */
export const priceOfLine = ([number, , price]: CartLine): number => price ?? productNumbered(number).price;

/** Chooses a product for a person with these tastes. */
export function chooseProduct(tastes: Readonly<Record<Category, number>>, random: Random): Product {
  return random.weighted(PRODUCTS, (product) => product.pull * tastes[product.category]);
}

/** The lines of one cart: mostly one product, sometimes many; two or three of small products. */
export function fillCart(tastes: Readonly<Record<Category, number>>, random: Random): CartLine[] {
  const wanted = 1 + Math.min(5, Math.floor(random.exponential(1.15)));
  const lines = new Map<number, number>();
  for (let count = 0; count < wanted; count += 1) {
    const product = chooseProduct(tastes, random);
    const quantity = product.price < 2_500 && random.chance(0.28) ? random.integer(2, 3) : 1;
    lines.set(product.number, Math.min(4, (lines.get(product.number) ?? 0) + quantity));
  }
  return [...lines];
}

/** Price of the goods in minor units. */
export function goodsOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, line) => sum + priceOfLine(line) * line[1], 0);
}

/** What the goods cost the shop, in minor units. */
export function costOf(lines: readonly CartLine[]): number {
  return lines.reduce((sum, [number, quantity]) => sum + productNumbered(number).cost * quantity, 0);
}

export const itemsOf = (lines: readonly CartLine[]): number =>
  lines.reduce((sum, [, quantity]) => sum + quantity, 0);

export function categoriesOf(lines: readonly CartLine[]): Set<Category> {
  return new Set(lines.map(([number]) => productNumbered(number).category));
}

import { describe, expect, it } from 'vitest';
import { createRandom } from '../random.ts';
import { chooseProduct, fillCart, PRODUCTS } from './catalogue.ts';
import { CATEGORIES, type Category } from './product.ts';

describe('the shelves of the shop', () => {
  it('hold sixty products on seven shelves, each with its own handle, title and ids', () => {
    expect(PRODUCTS).toHaveLength(60);
    for (const category of CATEGORIES)
      expect(PRODUCTS.filter((product) => product.category === category).length).toBeGreaterThanOrEqual(7);
    for (const key of ['handle', 'title', 'productId', 'variantId', 'inventoryItemId', 'number'] as const)
      expect(new Set(PRODUCTS.map((product) => product[key])).size).toBe(60);
  });

  it('have a margin on every product, in whole minor units', () => {
    for (const { price, cost } of PRODUCTS) {
      expect(Number.isInteger(price) && Number.isInteger(cost)).toBe(true);
      expect((price - cost) / price).toBeGreaterThan(0.4);
    }
  });

  it('have for each consumable how many days it lasts', () => {
    const consumables = PRODUCTS.filter((product) => product.lastsDays !== null);
    expect(consumables.length).toBeGreaterThan(20);
    for (const { lastsDays } of consumables) expect(lastsDays).toBeGreaterThan(0);
  });

  it('are chosen most by the people who like them best', () => {
    const tastes = Object.fromEntries(
      CATEGORIES.map((category) => [category, category === 'Pantry' ? 5 : 0.2]),
    ) as Record<Category, number>;
    const random = createRandom('tastes');
    const chosen = Array.from({ length: 500 }, () => chooseProduct(tastes, random).category);
    expect(chosen.filter((category) => category === 'Pantry').length).toBeGreaterThan(350);
  });

  it('fill carts with at least one product and at most a few dozen', () => {
    const tastes = Object.fromEntries(CATEGORIES.map((category) => [category, 1])) as Record<
      Category,
      number
    >;
    const random = createRandom('carts');
    for (let count = 0; count < 500; count += 1) {
      const lines = fillCart(tastes, random);
      expect(lines.length).toBeGreaterThan(0);
      for (const [, quantity] of lines) expect(quantity >= 1 && quantity <= 4).toBe(true);
    }
  });
});

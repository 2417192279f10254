import { describe, expect, test } from 'vitest';
import { eventOf, fixture, type Payload } from './testing/event-of.ts';

describe('products and stock', () => {
  test('a product costs what its cheapest variant does, and has the stock of all that are counted', () => {
    expect(eventOf('products/update').properties).toMatchObject({
      price: '6.20',
      compareAtPrice: '7.00',
      stock: 215,
      category: 'Coffee',
      url: 'https://harbour-lane.myshopify.com/products/dockside-espresso',
    });
    const uncounted = (fixture('products/update').payload['variants'] as Payload[]).map((variant) => ({
      ...variant,
      inventory_management: null,
    }));
    expect(eventOf('products/update', { variants: uncounted }).properties['stock']).toBeNull();
  });

  test('stock and cost name the inventory item, which the product has told the variant of', () => {
    expect(eventOf('inventory_levels/update').properties).toMatchObject({
      inventoryItemId: '43898377338046',
      locationId: '66034761982',
      stock: 3,
    });
    expect(eventOf('inventory_items/update').properties).toMatchObject({
      inventoryItemId: '43898377338046',
      cost: '9.10',
    });
    expect((eventOf('products/update').properties['variants'] as Payload[])[0]).toMatchObject({
      inventoryItemId: '43898377338046',
    });
  });
});

import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { FreshProduct } from '../send-facts.ts';
import { cart, line, sendFacts } from '../testing/sample-facts.ts';
import { stockAndPriceCheck } from './check.ts';
import { freshCart } from './fresh-cart.ts';

const product = (productId: string, changes: Partial<FreshProduct> = {}): FreshProduct => ({
  productId,
  variantId: null,
  title: productId,
  stock: 9,
  price: 6_900,
  isActive: true,
  ...changes,
});
const two = cart({
  total: 9_800,
  lines: [line(), line({ productId: 'p-2', title: 'Wool socks', price: 1_450, quantity: 2 })],
});
const check = (products: FreshProduct[], given: object = {}, message: object = {}) =>
  stockAndPriceCheck.check(
    sendFacts({ cart: two, products, message }),
    stockAndPriceCheck.settings.parse(given),
  );

describe('stock and price at the moment of sending', () => {
  it('pass a message while everything can be bought at the same price', () => {
    expect(check([product('p-1'), product('p-2', { price: 1_450 })])).toEqual({ verdict: 'pass' });
    expect(check([])).toEqual({ verdict: 'pass' });
    expect(check([product('p-1', { stock: null }), product('p-2', { price: null })])).toEqual({
      verdict: 'pass',
    });
  });

  it('send without sold-out products and say so, or skip by the setting', () => {
    const gone = [product('p-1', { stock: 0 }), product('p-2', { price: 1_450 })];
    expect(check(gone)).toEqual({ verdict: 'pass', notes: ['Sent without Linen shirt: sold out.'] });
    expect(check(gone, { whenSomeGone: 'skip' })).toMatchObject({
      verdict: 'skip',
      reason: 'partly-sold-out',
    });
  });

  it('skip a message when nothing in the cart can be bought, or send alternatives', () => {
    const gone = [product('p-1', { stock: 0 }), product('p-2', { isActive: false })];
    expect(check(gone)).toMatchObject({
      verdict: 'skip',
      sentence: 'Not sent: Linen shirt and Wool socks are sold out.',
    });
    expect(check(gone, { whenAllGone: 'send-alternatives' }).verdict).toBe('pass');
    expect(check(gone, { on: false })).toEqual({ verdict: 'pass' });
    expect(check(gone, {}, { cartId: null })).toEqual({ verdict: 'pass' });
  });

  it('note a price that changed, with both prices', () => {
    expect(check([product('p-1', { price: 5_900 })])).toEqual({
      verdict: 'pass',
      notes: ['Price of Linen shirt is now $59.00 (was $69.00).'],
    });
  });
});

describe('the cart with fresh stock and prices', () => {
  it('has current prices, no sold-out lines, and a matching total', () => {
    const fresh = freshCart(two, [product('p-1', { price: 5_900 }), product('p-2', { stock: 0 })]);
    expect(fresh.cart).toMatchObject({ total: 5_900 + (9_800 - 6_900 - 2_900), itemsCount: 1 });
    expect(fresh.cart.lines.map((one) => [one.productId, one.price, one.stock])).toEqual([['p-1', 5_900, 9]]);
    expect(fresh.gone.map((one) => one.productId)).toEqual(['p-2']);
  });

  it('uses the variant in the cart, not another one of the product', () => {
    const medium = cart({ lines: [line({ variantId: 'm' })] });
    expect(
      freshCart(medium, [
        product('p-1', { variantId: 's', stock: 0 }),
        product('p-1', { variantId: 'm', stock: 3 }),
      ]).gone,
    ).toEqual([]);
    expect(freshCart(medium, [product('p-1', { variantId: 's', stock: 0 })]).gone).toEqual([]);
    expect(freshCart(medium, [product('p-1', { stock: 0 })]).gone).toHaveLength(1);
  });

  it('keeps or drops every line, and never has a negative total', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            productId: fc.constantFrom('a', 'b', 'c'),
            price: fc.nat(10_000),
            quantity: fc.integer({ min: 1, max: 5 }),
          }),
          { maxLength: 6 },
        ),
        fc.array(
          fc.record({
            productId: fc.constantFrom('a', 'b', 'c'),
            stock: fc.option(fc.integer({ min: -3, max: 9 })),
            price: fc.option(fc.nat(10_000)),
            isActive: fc.boolean(),
          }),
          { maxLength: 3 },
        ),
        (lines, products) => {
          const given = cart({
            lines: lines.map((one) => line(one)),
            total: lines.reduce((sum, one) => sum + one.price * one.quantity, 0),
          });
          const fresh = freshCart(
            given,
            products.map((one) => product(one.productId, one)),
          );
          expect(fresh.cart.lines.length + fresh.gone.length).toBe(lines.length);
          expect(fresh.cart.total).toBe(
            fresh.cart.lines.reduce((sum, one) => sum + one.price * one.quantity, 0),
          );
          expect(fresh.cart.lines.every((one) => one.stock === null || one.stock > 0)).toBe(true);
        },
      ),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { eventOf, type Payload } from './testing/event-of.ts';

describe('a cart and what becomes of it', () => {
  test('a cart, its checkout and its order are known to be one, by whichever name each uses', () => {
    const cart = eventOf('carts/update');
    const checkout = eventOf('checkouts/update');
    const order = eventOf('orders/create');
    expect(cart.properties['cartId']).toBe('Z2NwLXVzLWVhc3QxOjAxSkQ0WkY3UU1WOFhBMk4');
    expect(checkout.properties['cartId']).toBe(cart.properties['cartId']);
    expect(order.properties['cartId']).toBe(cart.properties['cartId']);
    expect(checkout.properties['aliases']).toEqual(
      expect.arrayContaining(['5f0c2d6a91b84e7c8f3a1d20b6e49c77', '38571926356268']),
    );
    expect(order.properties['cartAliases']).toEqual(['5f0c2d6a91b84e7c8f3a1d20b6e49c77', '38571926356268']);
  });

  test('the person of a cart is nobody yet, and becomes the one who says who they are at checkout', () => {
    const cart = eventOf('carts/create');
    const checkout = eventOf('checkouts/update');
    expect(cart.customer).toEqual({ anonymousId: cart.properties['cartId'] });
    expect(checkout.customer).toMatchObject({
      anonymousId: cart.properties['cartId'],
      email: 'maya.lindqvist@example.com',
      externalId: '7310558593214',
    });
  });

  test('a checkout without a cart, such as buy-it-now, is known by its own token', () => {
    expect(eventOf('checkouts/create', { cart_token: null }).properties['cartId']).toBe(
      '5f0c2d6a91b84e7c8f3a1d20b6e49c77',
    );
    expect(eventOf('orders/create', { cart_token: null }).properties['cartId']).toBe(
      '5f0c2d6a91b84e7c8f3a1d20b6e49c77',
    );
  });

  test('a cart can be filled again from a mail, also on another device', () => {
    expect(eventOf('carts/update').properties['recoveryUrl']).toBe(
      'https://harbour-lane.myshopify.com/cart/41802293510334:2,41802295574718:1',
    );
    expect(eventOf('checkouts/update').properties['recoveryUrl']).toContain('/recover?key=');
  });

  test('a line is worth what the shopper pays for one, reductions taken off', () => {
    const { properties } = eventOf('carts/update');
    expect((properties['lines'] as Payload[])[1]).toMatchObject({
      price: '21.60',
      quantity: 1,
      productId: '7288831738046',
      title: 'Stoneware Mug ☕ مَقْهَى',
    });
  });

  test('how far somebody came in checkout is seen from what they filled in', () => {
    expect(eventOf('checkouts/create').properties['step']).toBe('checkout');
    expect(eventOf('checkouts/update').properties['step']).toBe('shipping');
    expect(eventOf('checkouts/update', { shipping_lines: [{ title: 'Standard' }] }).properties['step']).toBe(
      'payment',
    );
  });

  test('an address typed only half is not taken for an e-mail address', () => {
    expect(
      eventOf('checkouts/update', { email: 'maya@exam', customer: null }).customer?.email,
    ).toBeUndefined();
  });

  test('the friend a present goes to is not taken for the one who buys it', () => {
    const { customer } = eventOf('orders/create');
    expect(customer).toMatchObject({ firstName: 'Maya', phone: '+13125550142' });
    expect(JSON.stringify(customer)).not.toContain('555-0177');
  });
});

import { DAY } from '@millrace/base';
import { priceOfLine, productNumbered, type CartLine } from '../shop/catalogue.ts';
import { skuOf, tagsOfProduct, type Product } from '../shop/product.ts';
import { SHOP } from '../shop/shop.ts';
import type { Consent, Person, World } from '../people/person.ts';
import type { OutgoingEvent } from '../sending/intake-event.ts';
import { orderName, PAST_OF_PRODUCTS, type PastCart } from '../journeys/past.ts';

export function productEvent(world: World, product: Product): OutgoingEvent {
  return {
    id: `product-${product.productId}`,
    type: 'product-created',
    occurredAt: world.opensAt - PAST_OF_PRODUCTS,
    properties: {
      productId: String(product.productId),
      title: product.title,
      category: product.category,
      vendor: product.vendor,
      currency: world.currency,
      price: product.price,
      cost: product.cost,
      stock: product.stock,
      image: `${world.shopUrl}/images/${product.handle}.svg`,
      url: `${world.shopUrl}/products/${product.handle}`,
      tags: tagsOfProduct(product),
      consumableDays: product.lastsDays,
      status: 'active',
      variants: [
        {
          variantId: String(product.variantId),
          inventoryItemId: String(product.inventoryItemId),
          sku: skuOf(product),
          title: 'Default Title',
          price: product.price,
          cost: product.cost,
          stock: product.stock,
        },
      ],
      description: product.words,
    },
  };
}

export function customerEvent(person: Person): OutgoingEvent {
  return {
    id: `customer-${person.customerId}`,
    type: 'customer-created',
    occurredAt: person.createdAt,
    customer: {
      externalId: String(person.customerId),
      email: person.email,
      ...(person.phone === null ? {} : { phone: person.phone }),
      firstName: person.firstName,
      lastName: person.lastName,
      country: person.country,
      city: person.city,
      zone: person.zone,
      language: person.language,
      tags: person.tags,
      acquisitionSource: person.source,
      consent: { email: consent(person.consent.email), sms: consent(person.consent.sms) },
    },
    properties: { source: person.source },
  };
}

function consent(given: Consent) {
  return given.state === 'never-asked'
    ? { state: given.state }
    : { state: given.state, source: given.source, at: given.at, optIn: given.optIn };
}

/** The events of a past cart, as few as possible: one for the cart as it was left, then those of its order. */
export function cartEvents(world: World, person: Person, cart: PastCart): OutgoingEvent[] {
  const who = { externalId: String(person.customerId) };
  const started = cart.step !== 'cart';
  const discount = cart.code === null ? 0 : Math.round((cart.goods * cart.code.percent) / 100);
  const left: OutgoingEvent = {
    id: `cart-${cart.token}`,
    type: cart.atOnce ? 'checkout-started' : started ? 'checkout-updated' : 'cart-updated',
    occurredAt: cart.leftAt,
    customer: who,
    properties: {
      cartId: cart.token,
      currency: world.currency,
      lines: cart.lines.map(intakeLine),
      total: cart.goods - discount,
      step: cart.step,
      device: person.device,
      recoveryUrl: `${world.shopUrl}/cart/${permalink(cart.lines)}`,
      discountCodes: cart.code ? [cart.code.code] : [],
      createdAt: cart.startedAt,
      updatedAt: cart.leftAt,
    },
  };
  const views = cart.viewed.map((number, place) =>
    viewEvent(
      world,
      `view-${cart.token}-${place}`,
      cart.startedAt - (place + 1) * 60_000,
      who,
      number,
      person.device,
    ),
  );
  return [...views, left, ...orderEvents(world, person, cart, discount)];
}

export function viewEvent(
  world: World,
  id: string,
  occurredAt: number,
  customer: Readonly<Record<string, unknown>>,
  number: number,
  device: string,
  price: number = productNumbered(number).price,
): OutgoingEvent {
  const product = productNumbered(number);
  return {
    id,
    type: 'product-viewed',
    occurredAt,
    customer,
    properties: {
      productId: String(product.productId),
      title: product.title,
      category: product.category,
      price,
      currency: world.currency,
      url: `${world.shopUrl}/products/${product.handle}`,
      device,
    },
  };
}

function orderEvents(world: World, person: Person, cart: PastCart, discount: number): OutgoingEvent[] {
  const { order } = cart;
  if (!order) return [];
  const customer = { externalId: String(person.customerId) };
  const orderId = String(order.orderId);
  const event = (
    type: string,
    occurredAt: number,
    properties: Readonly<Record<string, unknown>>,
  ): OutgoingEvent => ({
    id: `${type}-${orderId}`,
    type,
    occurredAt,
    customer,
    properties: { orderId, updatedAt: occurredAt, ...properties },
  });
  const events = [
    event('order-placed', order.at, {
      number: orderName(order.at, SHOP.zone, order.orderId),
      cartId: cart.token,
      currency: world.currency,
      lines: cart.lines.map(intakeLine),
      total: cart.goods - discount + order.shipping,
      discount,
      shipping: order.shipping,
      discountCodes: cart.code ? [cart.code.code] : [],
      financialStatus: 'paid',
      placedAt: order.at,
      device: person.device,
    }),
  ];
  // The payment is an event of its own only where a flow could still use it.
  if (order.at > world.opensAt - 60 * DAY)
    events.push(event('order-paid', order.at + 20_000, { financialStatus: 'paid' }));
  events.push(
    event('order-fulfilled', order.sentAt, { fulfilmentStatus: 'fulfilled' }),
    event('order-delivered', order.deliveredAt, { fulfilmentStatus: 'fulfilled' }),
  );
  if (order.refund) {
    const [number, quantity] = order.refund.line;
    const product = productNumbered(number);
    events.push({
      id: `order-refunded-${orderId}`,
      type: 'order-refunded',
      occurredAt: order.refund.at,
      customer,
      properties: {
        orderId,
        refundId: `r-${orderId}`,
        amount: product.price * quantity,
        currency: world.currency,
        lines: [{ productId: String(product.productId), quantity, restocked: true }],
      },
    });
  }
  return events;
}

export function intakeLine(line: CartLine) {
  const [number, quantity] = line;
  const product = productNumbered(number);
  return {
    productId: String(product.productId),
    variantId: String(product.variantId),
    title: product.title,
    category: product.category,
    quantity,
    price: priceOfLine(line),
  };
}

/** `{variant}:{quantity},...`, which fills a cart with the same lines, on any device. */
export function permalink(lines: readonly CartLine[]): string {
  return lines.map(([number, quantity]) => `${productNumbered(number).variantId}:${quantity}`).join(',');
}

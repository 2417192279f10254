import { intakeCartSchema, intakeOrderEditSchema, intakeOrderSchema, intakeRefundSchema } from '../intake.ts';
import { define, type EventType } from './event-type.ts';
import { count, date, id, link, money, properties, prose, text } from './parts.ts';
import type { z } from 'zod';

const cart = (type: string, label: string, internal = false) =>
  define(
    type,
    label,
    'cart',
    internal ? 'nothing' : 'cart',
    ['customer', 'cart'],
    ['customer', 'cart'],
    internal ? null : intakeCartSchema,
    internal,
  );
const aboutOrder = (type: string, label: string, changes: EventType['changes'], shape: z.ZodType) =>
  define(type, label, 'order', changes, ['customer', 'order'], ['customer', 'cart', 'order'], shape);
const order = (type: string, label: string) => aboutOrder(type, label, 'order', intakeOrderSchema);
const shipment = (type: string, label: string) =>
  aboutOrder(
    type,
    label,
    'nothing',
    properties({
      orderId: id('order of the shipment'),
      reason: text('reason').nullish(),
      carrier: text('carrier').nullish(),
      trackingNumber: text('tracking number').nullish(),
      trackingUrl: link('tracking page').nullish(),
      expectedAt: date('new delivery date').nullish(),
    }),
  );
const browsing = (type: string, label: string, shape: z.ZodType) =>
  define(type, label, 'shopping', 'nothing', ['customer'], ['customer'], shape);
const ofProduct = (type: string, label: string, shape: z.ZodType) =>
  define(type, label, 'shopping', 'nothing', ['customer', 'product'], ['customer', 'product'], shape);

export const SHOPPING_EVENTS: readonly EventType[] = [
  ofProduct(
    'product-viewed',
    'Viewed a product',
    properties({
      productId: id('product').nullish(),
      title: prose('title of the product').nullish(),
      category: text('category of the product').nullish(),
      price: money('price of the product').nullish(),
      url: link('page').nullish(),
    }),
  ),
  browsing(
    'page-viewed',
    'Viewed a page',
    properties({ url: link('page').nullish(), title: prose('title of the page').nullish() }),
  ),
  browsing(
    'searched',
    'Searched the shop',
    properties({ query: text('words searched for'), results: count('number of results').nullish() }),
  ),
  browsing(
    'collection-viewed',
    'Viewed a collection',
    properties({
      collectionId: id('collection'),
      title: text('title of the collection').nullish(),
      url: link('page').nullish(),
    }),
  ),
  cart('cart-updated', 'Changed a cart'),
  cart('checkout-started', 'Started checkout'),
  cart('checkout-updated', 'Continued checkout'),
  cart('cart-abandoned', 'Abandoned cart', true),
  order('order-placed', 'Placed an order'),
  order('order-paid', 'Paid an order'),
  order('order-updated', 'Order changed'),
  order('order-fulfilled', 'Order was shipped'),
  order('order-partially-fulfilled', 'Part of an order was shipped'),
  order('order-delivered', 'Order was delivered'),
  order('order-delivery-updated', 'Delivery status changed'),
  shipment('shipment-delayed', 'Shipment is delayed'),
  shipment('shipment-exception', 'Shipment has a problem'),
  order('order-cancelled', 'Order was cancelled'),
  aboutOrder('order-refunded', 'Order was refunded', 'refund', intakeRefundSchema),
  aboutOrder('order-edited', 'Order was edited', 'edit', intakeOrderEditSchema),
];

/** What somebody asks of a product that is sold out. */
export const WAITLIST_EVENT: EventType = ofProduct(
  'back-in-stock-requested',
  'Asked for a back-in-stock alert',
  properties({ productId: id('product'), variantId: id('variant').nullish() }),
);

import type { WebhookTopic } from '../webhook.ts';

const needed = (topic: string, title: string): WebhookTopic => ({ topic, title, needed: true });
const useful = (topic: string, title: string): WebhookTopic => ({ topic, title, needed: false });

/**
 * Topics to subscribe to. Without the needed ones a cart flow cannot start, or would write to people who have
 * bought already.
 */
export const TOPICS: readonly WebhookTopic[] = [
  needed('carts/create', 'Somebody puts something in a cart'),
  needed('carts/update', 'A cart changes'),
  needed('checkouts/create', 'Somebody starts checkout'),
  needed('checkouts/update', 'Somebody continues checkout, and enters who they are'),
  needed('orders/create', 'An order is placed'),
  useful('orders/paid', 'An order is paid'),
  useful('orders/updated', 'An order changes'),
  useful('orders/fulfilled', 'An order is shipped'),
  useful('orders/partially_fulfilled', 'Part of an order is shipped'),
  needed('orders/cancelled', 'An order is cancelled'),
  useful('orders/edited', 'An order is edited'),
  useful('refunds/create', 'An order is refunded'),
  useful('fulfillments/create', 'A parcel is on its way'),
  useful('fulfillments/update', 'A parcel is out for delivery or has arrived'),
  needed('customers/create', 'A customer is added'),
  needed('customers/update', 'A customer profile changes'),
  useful('customers/delete', 'A customer is deleted in Shopify'),
  needed('customers_email_marketing_consent/update', 'A customer subscribes to e-mail or unsubscribes'),
  needed('customers_marketing_consent/update', 'A customer subscribes to texts or unsubscribes'),
  useful('products/create', 'A product is added'),
  needed('products/update', 'A product or its price changes'),
  useful('products/delete', 'A product is removed'),
  needed('inventory_levels/update', 'Stock changes'),
  useful('inventory_items/update', 'The cost of a product changes'),
  needed('customers/data_request', 'A customer asks for their data'),
  needed('customers/redact', 'A customer asks to be erased'),
  needed('shop/redact', 'The shop has removed the app'),
];

/**
 * Answered with 200 and not stored: a deleted checkout or order changes nothing a customer did; the rest
 * concerns the app.
 */
export const IGNORED: readonly string[] = [
  'checkouts/delete',
  'orders/delete',
  'customers/enable',
  'customers/disable',
  'inventory_levels/connect',
  'inventory_levels/disconnect',
  'inventory_items/create',
  'inventory_items/delete',
  'app/uninstalled',
];

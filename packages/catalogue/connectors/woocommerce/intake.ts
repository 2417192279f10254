import { fail } from '@millrace/base';
import type { IntakeEvent } from '@millrace/flow';
import type { IntakeConnection, WebhookTopic } from '../webhook.ts';
import type { WoocommerceConfig } from './config.ts';
import { customerEvents } from './customer.ts';
import { orderEvents } from './order.ts';
import { deletedProductEvents, productEvents } from './product.ts';
import type { Told } from './told.ts';

type Reader = (payload: unknown, told: Told) => readonly IntakeEvent[];

const READERS = new Map<string, Reader>([
  ['order.created', orderEvents],
  ['order.updated', orderEvents],
  ['order.restored', orderEvents],
  ['customer.created', customerEvents],
  ['customer.updated', customerEvents],
  ['product.created', (payload, told) => productEvents(payload, told, true)],
  ['product.updated', (payload, told) => productEvents(payload, told)],
  ['product.restored', (payload, told) => productEvents(payload, told)],
  ['product.deleted', deletedProductEvents],
]);

const needed = (topic: string, title: string): WebhookTopic => ({ topic, title, needed: true });

export const TOPICS: readonly WebhookTopic[] = [
  needed('order.created', 'An order is placed'),
  needed('order.updated', 'An order is paid, shipped, cancelled or refunded'),
  { topic: 'order.restored', title: 'An order comes back from the bin', needed: false },
  needed('customer.created', 'A customer is added'),
  needed('customer.updated', 'A customer profile changes'),
  needed('product.created', 'A product is added'),
  needed('product.updated', 'A product, its price or its stock changes'),
  { topic: 'product.restored', title: 'A product comes back from the bin', needed: false },
  needed('product.deleted', 'A product is removed'),
];

/** Deleting an account or an order changes nothing that a customer did. */
export const IGNORED: readonly string[] = [
  'order.deleted',
  'customer.deleted',
  'coupon.created',
  'coupon.updated',
  'coupon.deleted',
  'coupon.restored',
];

/** Host and path of a store's address, which identify it however the address is written. */
export function storeName(url: string): string | null {
  const [, host, path = ''] = /^https?:\/\/(?:www\.)?([^/?#@]+)(\/[^?#]*)?/i.exec(url.trim()) ?? [];
  return host === undefined ? null : (host + path).toLowerCase().replace(/\/+$/, '');
}

/**
 * @throws MillraceError `connection-invalid` if a copy of the store sends, such as a staging site
 */
export function shopOf({ headers, config }: IntakeConnection<WoocommerceConfig>): string {
  const own = storeName(config.storeUrl) ?? '';
  const source = storeName(headers['x-wc-webhook-source'] ?? '');
  if (source !== null && source !== own)
    return fail('connection-invalid', {
      problem: `the webhook comes from ${source.slice(0, 200)}, but this connection is for ${own}.`,
    });
  return own;
}

/** A WooCommerce webhook as intake events. @throws MillraceError `topic-unknown`, `input-invalid` */
export function woocommerceIntake(
  topic: string,
  payload: unknown,
  connection: IntakeConnection<WoocommerceConfig>,
): readonly IntakeEvent[] {
  if (IGNORED.includes(topic) || topic.startsWith('action.')) return [];
  const reader = READERS.get(topic) ?? fail('topic-unknown', { topic: topic.slice(0, 80) });
  return reader(payload, { at: connection.receivedAt ?? 0, fingerprint: connection.fingerprint ?? '' });
}

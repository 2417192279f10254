import { fail, readDate } from '@millrace/base';
import { EARLIEST, LATEST } from '@millrace/flow';
import type { IntakeConnection } from '../webhook.ts';
import type { ShopifyConfig } from './config.ts';

/** What is known of a delivery besides its payload. */
export interface Delivery {
  readonly topic: string;
  readonly config: ShopifyConfig;
  /** X-Shopify-Event-Id: the same for every subscription that reports one event. */
  readonly happening: string;
  /** Hash of the signed body; without one, the event id. */
  readonly fingerprint: string;
  /** When Shopify triggered it, epoch milliseconds; undefined means now. */
  readonly triggeredAt: number | undefined;
}

/**
 * The permanent address of the shop a delivery comes from, `....myshopify.com`. It identifies the shop,
 * whatever connection reports it.
 * @throws MillraceError `connection-invalid` if the delivery names no shop, or another one than the
 * connection
 */
export function shopOf({ headers, config }: IntakeConnection<ShopifyConfig>): string {
  const shop = headers['x-shopify-shop-domain']?.trim().toLowerCase() ?? '';
  if (!/^[a-z0-9][a-z0-9-]*(\.[a-z0-9-]+)+$/.test(shop))
    return fail('connection-invalid', {
      problem: 'the webhook does not say which shop it comes from (X-Shopify-Shop-Domain).',
    });
  if (isPermanent(shop) && isPermanent(config.shopDomain) && shop !== config.shopDomain)
    return fail('connection-invalid', {
      problem: `the webhook comes from ${shop}, but this connection is for ${config.shopDomain}.`,
    });
  return shop;
}

export const isPermanent = (domain: string): boolean => domain.endsWith('.myshopify.com');

/** @throws MillraceError `connection-invalid`, as `shopOf` */
export function deliveryOf(topic: string, connection: IntakeConnection<ShopifyConfig>): Delivery {
  const { headers, config } = connection;
  shopOf(connection);
  const happening = headers['x-shopify-event-id'] ?? headers['x-shopify-webhook-id'] ?? '';
  const triggered = readDate(headers['x-shopify-triggered-at']);
  return {
    topic,
    config,
    happening,
    fingerprint: connection.fingerprint ?? happening,
    triggeredAt:
      triggered?.kind === 'instant' && triggered.at >= EARLIEST && triggered.at < LATEST
        ? triggered.at
        : undefined,
  };
}

/**
 * Id of an event that happens once in the life of its subject, such as an order being placed. Two
 * subscriptions, or a replay weeks later, make the same id and so the same event.
 */
export function onceId(topic: string, subject: string): string {
  return `shopify:${topic}:${subject}`.slice(0, 255);
}

/**
 * Id of an event that may happen again: its subject, the time of change, and a hash of the body. Headers are
 * not signed and timestamps are whole seconds, so neither distinguishes two changes, or a replay from a new
 * event.
 */
export function changeId(delivery: Delivery, subject: string, updatedAt: number | undefined): string {
  return `shopify:${delivery.topic}:${subject}:${delivery.fingerprint}:${updatedAt ?? ''}`.slice(0, 255);
}

/**
 * Refuses amounts in another currency than the shop's: adding them to the others would be wrong.
 * @returns the currency for the event; undefined if neither side names one (then it is the store's)
 * @throws MillraceError `input-invalid`
 */
export function currencyOf(given: string | undefined, config: ShopifyConfig): string | undefined {
  const currency = given?.toUpperCase();
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency))
    fail('input-invalid', { problems: 'the currency is not three letters.' });
  if (currency !== undefined && config.currency !== undefined && currency !== config.currency) {
    fail('input-invalid', {
      problems: `the amounts are in ${currency}, but the connection says the shop's currency is ${config.currency}.`,
    });
  }
  return currency ?? config.currency;
}

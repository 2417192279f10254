import { fail, readDate } from '@millrace/base';
import type { IntakeConnection } from '../webhook.ts';
import type { ShopifyConfig } from './config.ts';

/** What is known of one delivery beside its payload. */
export interface Delivery {
  readonly topic: string;
  readonly config: ShopifyConfig;
  /** X-Shopify-Event-Id: the same for every subscription that tells of one happening. */
  readonly happening: string;
  /** When Shopify triggered it, epoch milliseconds; undefined means now. */
  readonly triggeredAt: number | undefined;
}

/** @throws MillraceError `connection-invalid` when it comes from another shop than the connection's */
export function deliveryOf(topic: string, connection: IntakeConnection<ShopifyConfig>): Delivery {
  const { headers, config } = connection;
  const shop = headers['x-shopify-shop-domain']?.trim().toLowerCase();
  const permanent = (domain: string | undefined) => domain?.endsWith('.myshopify.com') === true;
  if (permanent(shop) && permanent(config.shopDomain) && shop !== config.shopDomain) {
    fail('connection-invalid', { problem: `the webhook comes from ${shop}, but this connection is for ${config.shopDomain}.` });
  }
  const triggered = readDate(headers['x-shopify-triggered-at']);
  return {
    topic,
    config,
    happening: headers['x-shopify-event-id'] ?? headers['x-shopify-webhook-id'] ?? '',
    triggeredAt: triggered?.kind === 'instant' ? triggered.at : undefined,
  };
}

/**
 * Id of an event that happens once in the life of its subject, such as an order being placed. Two subscriptions, or a
 * replay weeks later, make the same id and so the same event.
 */
export function onceId(topic: string, subject: string): string {
  return `shopify:${topic}:${subject}`.slice(0, 255);
}

/**
 * Id of an event that may happen again. One happening may touch several subjects (a bulk edit), and a delivery may
 * lack the header, so the subject and the time of its change are part of it.
 */
export function changeId(delivery: Delivery, subject: string, updatedAt: number | undefined): string {
  return `shopify:${delivery.topic}:${subject}:${delivery.happening}:${updatedAt ?? ''}`.slice(0, 255);
}

/**
 * Amounts in a currency the shop does not report in are refused: adding them to the others would be wrong for ever.
 * @returns the currency to write on the event, undefined when neither side names one (then the store's is meant)
 * @throws MillraceError `input-invalid`
 */
export function currencyOf(given: string | undefined, config: ShopifyConfig): string | undefined {
  const currency = given?.toUpperCase();
  if (currency !== undefined && !/^[A-Z]{3}$/.test(currency)) fail('input-invalid', { problems: 'the currency is not three letters.' });
  if (currency !== undefined && config.currency !== undefined && currency !== config.currency) {
    fail('input-invalid', {
      problems: `the amounts are in ${currency}, but the connection says the shop's currency is ${config.currency}.`,
    });
  }
  return currency ?? config.currency;
}

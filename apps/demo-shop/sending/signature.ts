import { createHmac } from 'node:crypto';

/** Signs as Shopify does: base64 of HMAC-SHA256 over the exact bytes of the body. */
export function signatureOf(body: string, secret: string): string {
  return createHmac('sha256', secret).update(body, 'utf8').digest('base64');
}

export interface WebhookHead {
  readonly topic: string;
  readonly webhookId: string;
  readonly shopDomain: string;
  /** Epoch milliseconds. */
  readonly triggeredAt: number;
}

export function webhookHeaders(head: WebhookHead, body: string, secret: string): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'User-Agent': 'Shopify-Captain-Hook',
    'X-Shopify-Topic': head.topic,
    'X-Shopify-Hmac-Sha256': signatureOf(body, secret),
    'X-Shopify-Shop-Domain': head.shopDomain,
    'X-Shopify-API-Version': '2026-10',
    'X-Shopify-Webhook-Id': head.webhookId,
    'X-Shopify-Event-Id': head.webhookId,
    'X-Shopify-Triggered-At': new Date(head.triggeredAt).toISOString(),
    'X-Shopify-Test': 'false',
  };
}

/** Klaviyo's names of the usual metrics, and the events they are here. Any other metric is an event of the store's own. */
const EVENTS: Readonly<Record<string, string>> = {
  'active on site': 'page-viewed',
  'viewed product': 'product-viewed',
  'checkout started': 'checkout-started',
  'started checkout': 'checkout-started',
  'placed order': 'order-placed',
  'fulfilled order': 'order-fulfilled',
  'fulfilled partial order': 'order-partially-fulfilled',
  'cancelled order': 'order-cancelled',
  'refunded order': 'order-refunded',
  'confirmed shipment': 'order-fulfilled',
  'delivered shipment': 'order-delivered',
  'subscribed to back in stock': 'back-in-stock-requested',
  'subscribed to email marketing': 'customer-subscribed',
  'unsubscribed from email marketing': 'customer-unsubscribed',
  'opened email': 'message-opened',
  'clicked email': 'message-clicked',
  'bounced email': 'message-bounced',
  'marked email as spam': 'message-complained',
};

/** An event by the name of a metric, and whether the product knows it. Null for a name that makes none. */
export function eventOf(metric: string): { readonly event: string; readonly isKnown: boolean } | null {
  const known = EVENTS[metric.trim().toLowerCase()];
  if (known !== undefined) return { event: known, isKnown: true };
  const event = metric
    .trim()
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
  return event === '' ? null : { event, isKnown: false };
}

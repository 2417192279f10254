import { z } from 'zod';
import { compact, email, idOrNothing, list, part, phone, read, text } from '../reading.ts';
import { onceId, type Delivery } from './delivery.ts';

const requestSchema = z.looseObject({
  shop_id: idOrNothing,
  shop_domain: text(),
  customer: part(z.looseObject({ id: idOrNothing, email, phone })),
  orders_requested: list(idOrNothing, 10_000),
  orders_to_redact: list(idOrNothing, 10_000),
  data_request: part(z.looseObject({ id: idOrNothing })),
});

const TYPES: Readonly<Record<string, string>> = {
  'customers/data_request': 'customer-data-requested',
  'customers/redact': 'customer-erasure-requested',
  'shop/redact': 'store-erasure-requested',
};

/** The three topics every app has to accept. They have to be carried out within 30 days. */
export function privacyEvent(payload: unknown, delivery: Delivery) {
  const request = read(requestSchema, payload, 'The privacy request');
  const customer =
    request.customer &&
    compact({
      externalId: request.customer.id,
      email: request.customer.email,
      phone: request.customer.phone,
    });
  const subject =
    request.data_request?.id ?? customer?.externalId ?? customer?.email ?? request.shop_id ?? '';
  return {
    // The same body counts again if somebody returns and asks to be erased once more.
    id: onceId(delivery.topic, request.data_request?.id ?? `${subject}:${delivery.happening}`),
    type: TYPES[delivery.topic]!,
    occurredAt: delivery.triggeredAt,
    customer: delivery.topic === 'shop/redact' ? undefined : customer,
    properties: compact({
      shopId: request.shop_id,
      shopDomain: request.shop_domain,
      orderIds: (delivery.topic === 'customers/redact'
        ? request.orders_to_redact
        : request.orders_requested
      ).filter((one) => one !== undefined),
      requestId: request.data_request?.id,
    }),
  };
}

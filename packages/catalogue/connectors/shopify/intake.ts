import { fail } from '@millrace/base';
import type { IntakeEvent } from '@millrace/flow';
import { checkedEvent } from '../checked-event.ts';
import { compact } from '../reading.ts';
import type { IntakeConnection } from '../webhook.ts';
import { cartEvent, checkoutEvent } from './cart.ts';
import type { ShopifyConfig } from './config.ts';
import { consentEvent, customerEvent, deletedCustomerEvent } from './customer.ts';
import { deliveryOf, type Delivery } from './delivery.ts';
import { editEvent } from './edit.ts';
import { fulfilmentEvent } from './fulfilment.ts';
import { ORDER_TOPICS, orderEvent } from './order.ts';
import { privacyEvent } from './privacy.ts';
import { deletedProductEvent, productEvent, stockEvent } from './product.ts';
import { refundEvent } from './refund.ts';
import { checkShape } from './shape.ts';
import { IGNORED } from './topics.ts';

type Reader = (payload: unknown, delivery: Delivery) => Record<string, unknown>;

const READERS = new Map<string, Reader>([
  ['carts/create', cartEvent],
  ['carts/update', cartEvent],
  ['checkouts/create', checkoutEvent],
  ['checkouts/update', checkoutEvent],
  ...Object.keys(ORDER_TOPICS).map((topic): [string, Reader] => [topic, orderEvent]),
  ['orders/edited', editEvent],
  ['refunds/create', refundEvent],
  ['fulfillments/create', fulfilmentEvent],
  ['fulfillments/update', fulfilmentEvent],
  ['customers/create', customerEvent],
  ['customers/update', customerEvent],
  ['customers/delete', deletedCustomerEvent],
  ['customers_email_marketing_consent/update', consentEvent],
  ['customers_marketing_consent/update', consentEvent],
  ['products/create', productEvent],
  ['products/update', productEvent],
  ['products/delete', deletedProductEvent],
  ['inventory_levels/update', stockEvent],
  ['inventory_items/update', stockEvent],
  ['customers/data_request', privacyEvent],
  ['customers/redact', privacyEvent],
  ['shop/redact', privacyEvent],
]);

/** A Shopify webhook as intake events. @throws MillraceError `topic-unknown`, `input-invalid`, `connection-invalid` */
export function shopifyIntake(
  topic: string,
  payload: unknown,
  connection: IntakeConnection<ShopifyConfig>,
): readonly IntakeEvent[] {
  if (IGNORED.includes(topic)) return [];
  const reader = READERS.get(topic) ?? fail('topic-unknown', { topic: topic.slice(0, 80) });
  const delivery = deliveryOf(topic, connection);
  checkShape(topic, payload);
  return [checkedEvent(compact(reader(payload, delivery)))];
}

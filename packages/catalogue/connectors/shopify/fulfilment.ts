import { z } from 'zod';
import { compact, email, id, instant, read, text } from '../reading.ts';
import { changeId, onceId, type Delivery } from './delivery.ts';

const fulfilmentSchema = z.looseObject({
  id,
  order_id: id,
  name: text(),
  status: text(),
  shipment_status: text(),
  email,
  tracking_company: text(),
  tracking_number: text(),
  tracking_url: text(2_000),
  created_at: instant,
  updated_at: instant,
});

/**
 * `fulfillments/create`, `fulfillments/update`: where a parcel is. A parcel arrives once, however often Shopify says
 * so. The parcel's time of change goes by a name of its own, so that it isn't taken for the order's.
 */
export function fulfilmentEvent(payload: unknown, delivery: Delivery) {
  const parcel = read(fulfilmentSchema, payload, 'The fulfilment');
  const delivered = parcel.shipment_status === 'delivered';
  return {
    id: delivered ? onceId('fulfillments/delivered', parcel.id) : changeId(delivery, parcel.id, parcel.updated_at),
    type: delivered ? 'order-delivered' : 'order-delivery-updated',
    occurredAt: delivery.triggeredAt,
    customer: parcel.email === undefined ? undefined : { email: parcel.email },
    properties: compact({
      orderId: parcel.order_id,
      parcelId: parcel.id,
      parcelName: parcel.name,
      deliveryStatus: parcel.shipment_status ?? (delivery.topic === 'fulfillments/create' ? 'on-its-way' : parcel.status),
      trackingCompany: parcel.tracking_company,
      trackingNumber: parcel.tracking_number,
      trackingUrl: parcel.tracking_url,
      parcelUpdatedAt: parcel.updated_at,
    }),
  };
}

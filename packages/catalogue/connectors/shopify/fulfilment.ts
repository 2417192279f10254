import { z } from 'zod';
import { compact, email, id, instant, read, text } from '../reading.ts';
import { changeId, onceId, type Delivery } from './delivery.ts';
import { linesSchema } from './line.ts';

const fulfilmentSchema = z.looseObject({
  id,
  order_id: id,
  name: text(),
  status: text(),
  service: text(),
  shipment_status: text(),
  email,
  tracking_company: text(),
  tracking_number: text(),
  tracking_url: text(2_000),
  line_items: linesSchema,
  created_at: instant,
  updated_at: instant,
});
type Fulfilment = z.output<typeof fulfilmentSchema>;

/**
 * `fulfillments/create`, `fulfillments/update`: where a parcel is. A parcel arrives once, however often
 * Shopify reports it. The parcel's time of change has its own name, so that it isn't taken for the order's.
 */
export function fulfilmentEvent(payload: unknown, delivery: Delivery) {
  const parcel = read(fulfilmentSchema, payload, 'The fulfilment');
  const isDelivered = parcel.shipment_status === 'delivered' && parcel.status !== 'cancelled';
  return {
    id: isDelivered
      ? onceId('fulfillments/delivered', parcel.id)
      : changeId(delivery, parcel.id, parcel.updated_at),
    type: isDelivered ? 'order-delivered' : 'order-delivery-updated',
    occurredAt: delivery.triggeredAt,
    customer: parcel.email === undefined ? undefined : { email: parcel.email },
    properties: compact({
      orderId: parcel.order_id,
      parcelId: parcel.id,
      parcelName: parcel.name,
      deliveryStatus: isDelivered ? 'delivered' : statusOf(parcel, delivery.topic),
      trackingCompany: parcel.tracking_company,
      trackingNumber: parcel.tracking_number,
      trackingUrl: parcel.tracking_url,
      parcelUpdatedAt: parcel.updated_at,
    }),
  };
}

/** States in which nothing was shipped. */
const NOT_UNDER_WAY = ['cancelled', 'error', 'failure', 'pending', 'open'];

/** A parcel is on its way only if there is something to ship: a gift card is fulfilled but never shipped. */
function statusOf(parcel: Fulfilment, topic: string): string | undefined {
  const { status, shipment_status: shipment } = parcel;
  if (status === 'cancelled') return status;
  if (shipment !== undefined) return shipment;
  if (status !== undefined && NOT_UNDER_WAY.includes(status)) return status;
  const isTracked = [parcel.tracking_number, parcel.tracking_url, parcel.tracking_company].some(
    (one) => one !== undefined,
  );
  const lines = parcel.line_items ?? [];
  const isVirtual =
    parcel.service === 'gift_card' ||
    (lines.length > 0 && lines.every((line) => line.gift_card === true || line.requires_shipping === false));
  if (isVirtual && !isTracked) return 'nothing-to-ship';
  return topic === 'fulfillments/create' ? 'on-its-way' : status;
}

import { z } from 'zod';
import { compact, id, instant, list, part, read } from '../reading.ts';
import { onceId, type Delivery } from './delivery.ts';

const change = z.looseObject({
  id,
  delta: z
    .unknown()
    .optional()
    .transform((value) => (typeof value === 'number' && Number.isSafeInteger(value) ? Math.abs(value) : 0)),
});
const editSchema = z.looseObject({
  order_edit: z.looseObject({
    id,
    order_id: id,
    committed_at: instant,
    created_at: instant,
    line_items: part(z.looseObject({ additions: list(change, 500), removals: list(change, 500) })),
  }),
});

/** `orders/edited`: the edit alone, without prices. The whole order follows by `orders/updated`; until then this counts. */
export function editEvent(payload: unknown, delivery: Delivery) {
  const { order_edit: edit } = read(editSchema, payload, 'The edit');
  const changes = [
    ...(edit.line_items?.additions ?? []).map((one) => ({ lineId: one.id, units: one.delta })),
    ...(edit.line_items?.removals ?? []).map((one) => ({ lineId: one.id, units: -one.delta })),
  ];
  return {
    id: onceId(delivery.topic, edit.id),
    type: 'order-edited',
    occurredAt: delivery.triggeredAt,
    properties: compact({
      orderId: edit.order_id,
      editId: edit.id,
      editedAt: edit.committed_at ?? edit.created_at,
      changes: changes.filter((one) => one.units !== 0),
    }),
  };
}

import { eventFields, type EventField } from '../event-fields.ts';
import { eventType } from '../event-types.ts';

/** Ids that the shapes of carts, orders and products need; other events keep them. */
const IDS = { cartId: 'cart-1', orderId: 'order-1', productId: 'product-1', inventoryItemId: 'item-1' };

const SAMPLES: Readonly<Record<EventField['type'], unknown>> = {
  // A text that is also a currency, which carts, orders and products have.
  text: 'EUR',
  choice: '',
  number: 3,
  money: '12.90',
  boolean: true,
  instant: '2026-04-03T10:20:00Z',
  list: ['one', 'two'],
  any: 'anything',
};

/** Types that need one of several properties. */
const ONE_OF_SEVERAL: Readonly<Record<string, Record<string, unknown>>> = {
  'survey-answered': { score: 9 },
  'order-refunded': { amount: '5.00' },
};

const sampleOf = ({ type, options }: EventField): unknown => options?.[0]?.value ?? SAMPLES[type];

/** Properties of an event of a known type, with every property its schema names or only those it needs. */
export function sampleProperties(type: string, which: 'all' | 'needed' = 'all'): Record<string, unknown> {
  const fields = eventFields(type).filter(({ needed }) => needed || which === 'all');
  return {
    ...(eventType(type)?.changes === 'nothing' ? {} : IDS),
    ...ONE_OF_SEVERAL[type],
    ...Object.fromEntries(fields.map((field) => [field.name, sampleOf(field)])),
  };
}

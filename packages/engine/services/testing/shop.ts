import { ingestEvents } from '@millrace/run/intake';
import type { TestStore } from './test-store.ts';

const API = { id: 'api', clock: { pace: 1, anchor: 0 } } as const;
let counter = 0;

/** People's actions in the test store, through the real intake. */
export function shopOf(store: TestStore) {
  const send = async (
    type: string,
    customer: Record<string, unknown> | undefined,
    properties: Record<string, unknown> = {},
  ) => {
    counter += 1;
    const report = await ingestEvents(store.context, API, [
      {
        id: `event-${counter}`,
        type,
        occurredAt: new Date(store.clock.now()).toISOString(),
        ...(customer ? { customer } : {}),
        properties,
      },
    ]);
    if (report.refused.length > 0) throw new Error(report.refused[0]?.problem);
    return report.accepted[0]?.eventId as string;
  };
  const person = (name: string, more: Record<string, unknown> = {}) => ({
    email: `${name}@example.com`,
    firstName: name,
    zone: 'UTC',
    consent: { email: { state: 'subscribed' }, sms: { state: 'subscribed', optIn: 'double' } },
    ...more,
  });
  return {
    send,
    person,
    fillCart: (name: string, cartId: string, more: Record<string, unknown> = {}) =>
      send('checkout-started', person(name), {
        cartId,
        currency: 'USD',
        recoveryUrl: `https://shop.test/cart/${cartId}`,
        lines: [
          {
            productId: 'kettle',
            title: 'Kettle',
            category: 'kitchen',
            quantity: 1,
            price: '80.00',
            cost: '30.00',
          },
        ],
        ...more,
      }),
    buy: (name: string, orderId: string, cartId?: string) =>
      send(
        'order-placed',
        { email: `${name}@example.com` },
        {
          orderId,
          ...(cartId ? { cartId } : {}),
          currency: 'USD',
          lines: [{ productId: 'kettle', title: 'Kettle', quantity: 1, price: '80.00', cost: '30.00' }],
        },
      ),
  };
}

import { MINUTE } from '@millrace/base';
import { expect, it } from 'vitest';
import { shopForTests, testWorld } from '../live/shop-for-tests.ts';
import { connectorTo } from '../testing/connector-to.ts';

const world = testWorld('consent', 200);

it('a customer who replied STOP is listed as unsubscribed from the moment Millrace was told', async () => {
  const shop = shopForTests({ world });
  const index = Array.from({ length: world.population }, (_, place) => place).find(
    (place) => shop.life.person(place).consent.sms.state === 'subscribed',
  )!;
  const { customerId, consent } = shop.life.person(index);
  const sms = () =>
    connectorTo(shop.life)
      .read('customers')
      .events.find(({ customer }) => customer?.externalId === String(customerId))?.customer?.consent?.['sms'];
  expect(sms()).toMatchObject({ state: 'subscribed', at: consent.sms.at });
  const since = shop.life.now();
  shop.life.plan({
    at: shop.life.shopNow() + MINUTE,
    what: 'unsubscribe',
    person: index,
    message: 'm1',
    details: { channel: 'sms' },
  });
  await shop.pass(5 * MINUTE);
  const [stop] = shop.parcels.filter(({ id }) => id === 'stop-m1');
  expect(sms()).toMatchObject({ state: 'unsubscribed', at: stop!.triggeredAt });
  const changed = connectorTo(shop.life).read('customers', since).events;
  expect(changed.map(({ customer }) => customer?.externalId)).toContain(String(customerId));
});

it('a customer who was never asked is never listed as subscribed', () => {
  const { life } = shopForTests({ world });
  const { events } = connectorTo(life).read('customers');
  const told = new Map(events.map(({ customer }) => [customer?.externalId, customer?.consent ?? {}]));
  for (let index = 0; index < world.population; index += 1) {
    const { customerId, consent } = life.person(index);
    for (const channel of ['email', 'sms'] as const) {
      const { state, at } = consent[channel];
      expect(told.get(String(customerId))?.[channel]).toEqual(
        state === 'never-asked' ? undefined : expect.objectContaining({ state, at }),
      );
    }
  }
});

import { expect, test } from 'vitest';
import { deliveryOf } from '../connector-kind.ts';
import { outbox } from './connector.ts';

test('a message without a provider is caught as a row, whatever its channel, and catching it twice does no harm', () => {
  for (const channel of ['email', 'sms', 'pigeon', 'constructor']) {
    const delivery = deliveryOf(outbox, channel);
    expect(delivery?.outcome({ kind: 'caught', rowId: 'm1' })).toEqual({ result: 'accepted', providerId: 'm1' });
    expect(delivery?.repeat).toMatchObject({ harmless: true, means: 'row' });
  }
});

test('the outbox needs no settings and is there from the start', () => {
  expect(outbox.builtIn).toBe(true);
  expect(outbox.config.safeParse({}).success).toBe(true);
});

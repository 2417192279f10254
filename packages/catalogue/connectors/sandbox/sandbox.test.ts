import { expect, test } from 'vitest';
import { deliveryOf } from '../connector-kind.ts';
import { sandbox } from './connector.ts';

test('a message without a provider is caught as a row, whatever its channel, and catching it twice does no harm', () => {
  for (const channel of ['email', 'sms', 'pigeon', 'constructor']) {
    const delivery = deliveryOf(sandbox, channel);
    expect(delivery?.outcome({ kind: 'caught', rowId: 'm1' })).toEqual({
      result: 'accepted',
      providerId: 'm1',
    });
    expect(delivery?.repeat).toMatchObject({ harmless: true, means: 'row' });
  }
});

test('the sandbox needs no settings and is there from the start', () => {
  expect(sandbox.builtIn).toBe(true);
  expect(sandbox.config.safeParse({}).success).toBe(true);
});

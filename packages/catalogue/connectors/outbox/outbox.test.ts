import { expect, test } from 'vitest';
import { outbox } from './connector.ts';

test('a message without a provider is caught as a row, and catching it twice does no harm', () => {
  for (const delivery of [outbox.deliver?.email, outbox.deliver?.sms]) {
    expect(delivery?.outcome({ kind: 'caught', rowId: 'm1' })).toEqual({ result: 'accepted', providerId: 'm1' });
    expect(delivery?.repeat).toMatchObject({ harmless: true, means: 'row' });
  }
});

test('the outbox needs no settings and is there from the start', () => {
  expect(outbox.builtIn).toBe(true);
  expect(outbox.config.safeParse({}).success).toBe(true);
});

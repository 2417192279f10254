import { expect, test } from 'vitest';
import { template } from './connector.ts';

test('a text that was taken counts as sent, under the name the provider gave it', () => {
  expect(
    template.deliver?.sms?.outcome({
      kind: 'answered',
      status: 201,
      headers: {},
      body: '',
      json: undefined,
      retryAfterMs: null,
    }),
  ).toEqual({ result: 'accepted', providerId: null });
});

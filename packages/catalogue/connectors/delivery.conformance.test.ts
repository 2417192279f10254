import { describe, expect, test } from 'vitest';
import { channelIds } from '@millrace/channels';
import { deliveryOf } from './connector-kind.ts';
import type { Delivery } from './delivery.ts';
import type { Answer } from './exchange.ts';
import { CONNECTORS } from './kinds.ts';
import { messageOf } from './testing/message-of.ts';

const deliveries = CONNECTORS.flatMap((kind) =>
  channelIds().flatMap((channel) => {
    const delivery = deliveryOf(kind, channel);
    if (!delivery) return [];
    const dispatch = delivery.request(messageOf(channel), kind.config.parse(kind.example));
    return [{ id: kind.id, channel, delivery, dispatch }];
  }),
);
const outward = deliveries.filter(({ dispatch }) => dispatch.via !== 'sandbox');
const byHttp = deliveries.filter(({ dispatch }) => dispatch.via === 'http');

const answered = (status: number, retryAfterMs: number | null = null): Answer => ({
  kind: 'answered',
  status,
  headers: {},
  body: '',
  json: undefined,
  retryAfterMs,
});
/** Where a second call is harmless an unclear one is simply made again; elsewhere nobody may guess. */
const unclear = (delivery: Delivery<unknown>) => (delivery.repeat.harmless ? 'retry' : 'unknown');

describe.each(deliveries)('$channel through $id', ({ delivery }) => {
  test('says whether a second call is harmless, and how an unclear one is settled', () => {
    expect(delivery.repeat.harmless).toBe(
      delivery.repeat.means === 'provider-key' || delivery.repeat.means === 'row',
    );
    expect(delivery.repeat.means === 'look-up').toBe(delivery.lookUp !== undefined);
    expect(delivery.repeat.sentence).toMatch(/\.$/);
  });
});

describe.each(outward)('$channel through $id, when the line fails', ({ delivery }) => {
  test.each(['address-blocked', 'name-unknown', 'refused', 'timeout', 'tls', 'broken'] as const)(
    'before anything was sent (%s), is tried again and nothing is lost',
    (cause) => {
      expect(delivery.outcome({ kind: 'not-sent', cause, reason: 'It could not be reached.' }).result).toBe(
        'retry',
      );
    },
  );

  test.each(['timeout', 'broken'] as const)(
    'after it was sent (%s), is not sent a second time by guess',
    (cause) => {
      expect(delivery.outcome({ kind: 'no-answer', cause, reason: 'The line broke.' }).result).toBe(
        unclear(delivery),
      );
    },
  );
});

describe.each(byHttp)('$channel through $id, when the provider is in trouble', ({ delivery }) => {
  test('waits as long as the provider asks for', () => {
    expect(delivery.outcome(answered(429, 7_000))).toMatchObject({ result: 'retry', afterMs: 7_000 });
  });

  test.each([500, 502, 503, 504])('is not sent a second time by guess after %i', (status) => {
    expect(delivery.outcome(answered(status)).result).toBe(unclear(delivery));
  });

  test.each([401, 403])('is kept while the password is wrong (%i), and the owner is told', (status) => {
    expect(delivery.outcome(answered(status))).toMatchObject({ result: 'retry', connectionProblem: true });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { storableProblem } from '@millrace/base';
import { channelIds } from '@millrace/channels';
import type { Act, ActCall } from './act.ts';
import { actCapability } from './acts/capabilities.ts';
import { deliveryOf } from './connector-kind.ts';
import type { HttpAnswered } from './exchange.ts';
import { CONNECTORS } from './kinds.ts';
import { messageOf } from './testing/message-of.ts';

const ANY_SIZE = { depth: 100, values: 1e6, text: 1e6, name: 1e6, size: 1e9 };
const answer = (status: number, json: unknown, retryAfterMs: number | null = null): HttpAnswered => ({
  kind: 'answered',
  status,
  headers: {},
  body: JSON.stringify(json) ?? '',
  json,
  retryAfterMs,
});
const isGood = ({ status }: HttpAnswered) => status >= 200 && status < 300;

const acts = CONNECTORS.flatMap((kind) =>
  kind.builtIn
    ? []
    : Object.entries(kind.acts ?? {}).map(([capability, act]) => ({
        id: kind.id,
        capability,
        act: act as Act,
      })),
);
/** What an act may have learned before it was asked. */
const LEARNED: Readonly<Record<string, unknown>> = {
  'change-price': { changes: [], before: 2_000, after: 1_700 },
  refund: { currency: 'USD' },
};
function callOf(capability: string, act: Act): ActCall {
  const input = actCapability(capability)!.example;
  return {
    callId: '01980000-0000-7000-8000-0000000000a1',
    input,
    texts: { ...act.texts?.(input) },
    person: { email: 'maya@example.com', phone: '+14155550123', externalId: '7120440000000' },
    about: { order: '450789469', product: '632910392' },
    learned: (LEARNED[capability] ?? null) as never,
  };
}
const deliveries = CONNECTORS.flatMap((kind) =>
  channelIds().flatMap((channel) => {
    const delivery = deliveryOf(kind, channel);
    const message = messageOf(channel);
    const isHttp = delivery?.request(message, kind.config.parse(kind.example)).via === 'http';
    return delivery && isHttp ? [{ id: kind.id, channel, delivery, message }] : [];
  }),
);

const json = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  // Shapes that answers of these systems have, with anything in them.
  fc.record({
    errors: fc.oneof(
      fc.jsonValue({ maxDepth: 1 }),
      fc.array(
        fc.record(
          { message: fc.jsonValue({ maxDepth: 1 }), detail: fc.jsonValue({ maxDepth: 1 }) },
          { requiredKeys: [] },
        ),
      ),
    ),
  }),
  fc.record({
    code: fc.jsonValue({ maxDepth: 1 }),
    message: fc.jsonValue({ maxDepth: 1 }),
    status: fc.jsonValue({ maxDepth: 1 }),
  }),
  fc.record({ ok: fc.boolean(), error: fc.jsonValue({ maxDepth: 1 }), ts: fc.jsonValue({ maxDepth: 1 }) }),
  fc.record({
    data: fc.dictionary(
      fc.constantFrom('made', 'tagged', 'noted', 'refunded', 'repriced'),
      fc.record({ userErrors: fc.jsonValue({ maxDepth: 2 }) }),
    ),
  }),
);
const answers = fc
  .tuple(fc.integer({ min: 200, max: 599 }), fc.option(json, { nil: undefined }), fc.option(fc.nat(90_000)))
  .map(([status, body, retryAfterMs]) => answer(status, body, retryAfterMs));

/** What holds for whatever comes of asking, of whomever. */
function expectSound(
  given: HttpAnswered,
  said: {
    readonly result: string;
    readonly reason?: string;
    readonly afterMs?: number | null;
    readonly connectionProblem?: boolean;
  },
): void {
  if (said.result === 'done' || said.result === 'accepted') return expect(isGood(given)).toBe(true);
  expect(said.reason).toMatch(/^[A-Z]/);
  expect(said.reason!.length).toBeLessThanOrEqual(1_500);
  if (said.result === 'retry') expect(said.afterMs === null || said.afterMs! >= 0).toBe(true);
  // What may have been done is never said not to have been, and the other way round.
  if (given.status >= 500) expect(said.result).toBe('unknown');
  if (given.status === 429) expect(said).toMatchObject({ result: 'retry', connectionProblem: false });
}

describe.each(acts)('$capability by $id, whatever is answered', ({ capability, act }) => {
  const call = callOf(capability, act);

  test('comes to one of the outcomes there are, in words, and is done only where the answer is a good one', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const outcome = act.outcome(given, call);
        expect(['done', 'refused', 'retry', 'unknown']).toContain(outcome.result);
        expectSound(given, outcome);
        expect(storableProblem(outcome.result === 'done' ? outcome.found : null, ANY_SIZE)).toBeNull();
        const finding = act.lookUp?.read(given, call);
        if (finding && finding.found !== null) expect(isGood(given)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  test.each([408, 425])('%i is no no: the request came too late or too early, not in vain', (status) => {
    expect(act.outcome(answer(status, {}), call).result).toMatch(/^(unknown|retry)$/);
  });

  test('a redirect is not taken for done', () => {
    for (const status of [301, 302, 303, 307, 308])
      expect(act.outcome(answer(status, undefined), call).result).not.toBe('done');
  });
});

describe.each(deliveries)('$channel through $id, whatever is answered', ({ delivery, message }) => {
  test('comes to one of the outcomes there are, in words, and is sent only where the answer is a good one', () => {
    fc.assert(
      fc.property(answers, (given) => {
        const outcome = delivery.outcome(given);
        expect(['accepted', 'rejected', 'retry', 'unknown']).toContain(outcome.result);
        expectSound(given, outcome);
        if (outcome.result === 'rejected' && outcome.suppress !== null)
          expect(given.status).toBeLessThan(500);
        const finding = delivery.lookUp?.read(given, message, 0);
        if (finding && finding.found !== null) expect(isGood(given)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test.each([408, 425])('%i is no refusal of the message, and closes no address', (status) => {
    expect(delivery.outcome(answer(status, {})).result).toMatch(/^(unknown|retry)$/);
  });
});

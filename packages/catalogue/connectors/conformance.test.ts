import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { isMillraceError } from '@millrace/base';
import { eventType, intakeEventSchema } from '@millrace/flow';
import { CONNECTORS, fieldMeta, secretFields, type Answer, type ConnectorKind, type Delivery, type OutgoingMessage } from './kinds.ts';

const here = import.meta.dirname;
const folders = readdirSync(here).filter((name) => statSync(join(here, name)).isDirectory() && !name.startsWith('_') && name !== 'node_modules');

test('every folder is a connector in the list, and every connector in the list has its folder', () => {
  expect(CONNECTORS.map((kind) => kind.id).sort()).toEqual([...folders].sort());
});

interface Fixture { readonly name: string; readonly headers: Record<string, string>; readonly payload: unknown }
function fixtures(kind: ConnectorKind): Fixture[] {
  const folder = join(here, kind.id, 'contract');
  if (!existsSync(folder) || kind.webhook?.format !== 'json') return [];
  return readdirSync(folder).filter((name) => name.endsWith('.json')).map((name) => ({ name, ...JSON.parse(readFileSync(join(folder, name), 'utf8')) }));
}
const configOf = (kind: ConnectorKind): unknown => kind.config.parse(kind.example);

/** Runs an intake and lets through only what it may throw. */
function orRefused<Result>(run: () => Result): Result | null {
  try {
    return run();
  } catch (error) {
    if (isMillraceError(error)) return null;
    throw error;
  }
}

describe.each(CONNECTORS.map((kind) => [kind.id, kind] as const))('the connector %s', (id, kind) => {
  test('says what it is, and has a page and tests of its own', () => {
    expect(kind.title.length).toBeGreaterThan(2);
    expect(kind.summary).toMatch(/\.$/);
    expect(readFileSync(join(here, id, 'docs.md'), 'utf8')).toMatch(/^# /);
    expect(readdirSync(join(here, id)).some((name) => name.endsWith('.test.ts'))).toBe(true);
  });

  test('can do exactly what it says it can', () => {
    expect(kind.capabilities.includes('intake')).toBe(kind.intake !== undefined);
    expect(kind.capabilities.includes('deliver-email')).toBe(kind.deliver?.email !== undefined);
    expect(kind.capabilities.includes('deliver-sms')).toBe(kind.deliver?.sms !== undefined);
    expect(kind.intake === undefined && kind.callbacks === undefined).toBe(kind.webhook === undefined);
  });

  test('has settings that a form can be drawn from, each with a title and an explanation', () => {
    expect(kind.config).toBeInstanceOf(z.ZodObject);
    expect(() => z.toJSONSchema(kind.config, { io: 'input' })).not.toThrow();
    const shape = (kind.config as z.ZodObject).shape as Record<string, z.ZodType>;
    for (const field of Object.values(shape)) expect(fieldMeta(field)).toMatchObject({ title: expect.any(String), description: expect.any(String) });
    expect(kind.config.safeParse(kind.example).success).toBe(true);
    expect(kind.builtIn).toBe(Object.keys(shape).length === 0);
  });

  test('marks every secret among its settings, so that it is stored encrypted', () => {
    const shape = Object.keys((kind.config as z.ZodObject).shape);
    expect(secretFields(kind)).toEqual(shape.filter((name) => /secret|token|password|apikey/i.test(name)));
  });

  if (kind.webhook) {
    const { webhook } = kind;
    test('proves webhooks by a signature whose secrets are secret settings', () => {
      expect(webhook.signature.header).toBe(webhook.signature.header.toLowerCase());
      expect(webhook.signature.secrets.length).toBeGreaterThan(0);
      for (const name of webhook.signature.secrets) expect(secretFields(kind)).toContain(name);
    });

    test('refuses a topic nobody told it about, and names it', () => {
      for (const run of [kind.intake, kind.callbacks]) {
        if (run) expect(() => run('made/up', {}, { config: configOf(kind), headers: {} })).toThrow(expect.objectContaining({ code: 'topic-unknown' }));
      }
    });

    test('never breaks on junk, whatever the topic: it refuses with a reason or makes sound events', () => {
      const topics = [...webhook.topics.map((one) => one.topic), ...webhook.ignored];
      fc.assert(fc.property(fc.constantFrom(...topics), fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }), (topic, payload) => {
        const events = orRefused(() => kind.intake?.(topic, payload, { config: configOf(kind), headers: {} })) ?? [];
        for (const event of events) expect(intakeEventSchema.safeParse(event).success).toBe(true);
        orRefused(() => kind.callbacks?.(topic, payload, { config: configOf(kind), headers: {} }));
      }), { numRuns: 1_500 });
    });
  }

  const examples = fixtures(kind);
  if (examples.length > 0) {
    test('has a real-looking fixture for every topic it understands', () => {
      const topics = kind.webhook?.topics.map((one) => one.topic) ?? [];
      const covered = examples.map((fixture) => fixture.headers[kind.webhook?.topicHeader ?? '']);
      expect(topics.filter((topic) => !covered.includes(topic))).toEqual([]);
    });

    test.each(examples)('turns $name into events of known types that the intake would take', ({ headers, payload }) => {
      const topic = headers[kind.webhook?.topicHeader ?? ''] ?? '';
      const events = kind.intake?.(topic, payload, { config: configOf(kind), headers }) ?? [];
      expect(events.length).toBe(kind.webhook?.ignored.includes(topic) ? 0 : 1);
      for (const event of events) {
        expect(intakeEventSchema.parse(event)).toEqual(event);
        const type = eventType(event.type);
        expect(type).toBeDefined();
        expect(type?.internal).toBe(false);
        type?.properties?.parse(event.properties);
      }
    });

    test.each(examples)('gives $name the same event id when it is delivered again, also by another subscription', ({ headers, payload }) => {
      const topic = headers[kind.webhook?.topicHeader ?? ''] ?? '';
      const ids = (given: Record<string, string>) => kind.intake?.(topic, payload, { config: configOf(kind), headers: given }).map((event) => event.id);
      expect(ids({ ...headers, [kind.webhook?.deliveryIdHeader ?? '']: 'another-delivery' })).toEqual(ids(headers));
    });

    test('survives real fixtures with any one part replaced by junk', () => {
      fc.assert(fc.property(fc.constantFrom(...examples), fc.nat(), fc.anything(), (fixture, place, junk) => {
        const payload = structuredClone(fixture.payload);
        const spots = spotsOf(payload);
        const spot = spots[place % spots.length];
        if (spot) spot.holder[spot.key] = junk;
        const topic = fixture.headers[kind.webhook?.topicHeader ?? ''] ?? '';
        const events = orRefused(() => kind.intake?.(topic, payload, { config: configOf(kind), headers: fixture.headers })) ?? [];
        for (const event of events) expect(intakeEventSchema.safeParse(event).success).toBe(true);
      }), { numRuns: 2_000 });
    });
  }

  for (const [channel, delivery] of Object.entries(kind.deliver ?? {}) as [string, Delivery<unknown, OutgoingMessage>][]) {
    test(`says of ${channel} whether a second call is harmless, and how an unclear one is settled`, () => {
      expect(delivery.repeat.harmless).toBe(delivery.repeat.means === 'provider-key' || delivery.repeat.means === 'row');
      expect(delivery.repeat.means === 'look-up').toBe(delivery.lookUp !== undefined);
      expect(delivery.repeat.sentence).toMatch(/\.$/);
    });

    const notSent: Answer = { kind: 'not-sent', cause: 'timeout', reason: 'It could not be reached in time.' };
    const noAnswer: Answer = { kind: 'no-answer', cause: 'broken', reason: 'The line broke.' };
    const answered = (status: number, retryAfterMs: number | null = null): Answer => ({ kind: 'answered', status, headers: {}, body: '', json: undefined, retryAfterMs });

    if (kind.id !== 'outbox') {
      test(`tries ${channel} again only when it certainly was not sent`, () => {
        expect(delivery.outcome(notSent).result).toBe('retry');
        expect(delivery.outcome(noAnswer).result).toBe(delivery.repeat.harmless ? 'retry' : 'unknown');
      });
    }

    if (delivery.request(sample(channel), configOf(kind)).via === 'http') {
      test(`waits with ${channel} as long as the provider asks`, () => {
        expect(delivery.outcome(answered(429, 7_000))).toMatchObject({ result: 'retry', afterMs: 7_000 });
      });

      test.each([500, 502, 503, 504])(`does not send ${channel} twice when the provider answers %i`, (status) => {
        expect(delivery.outcome(answered(status)).result).toBe(delivery.repeat.harmless ? 'retry' : 'unknown');
      });
    }
  }
});

function sample(channel: string): OutgoingMessage {
  return channel === 'sms'
    ? { channel: 'sms', messageId: 'm1', to: '+14155550123', body: 'Hello', callbackUrl: null }
    : { channel: 'email', messageId: 'm1', to: 'maya@example.com', toName: null, subject: 'Hello', html: '<p>Hello</p>', text: 'Hello', headers: {} };
}

function spotsOf(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...spotsOf(holder[key])]);
}

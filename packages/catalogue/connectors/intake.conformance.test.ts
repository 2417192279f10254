import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { eventType, intakeEventSchema, type IntakeEvent } from '@millrace/flow';
import type { ConnectorKind } from './connector-kind.ts';
import { CONNECTORS } from './kinds.ts';
import type { Webhook } from './webhook.ts';

interface Fixture {
  readonly name: string;
  readonly topic: string;
  readonly headers: Record<string, string>;
  readonly payload: unknown;
  /** Settings of the connection that matter to it, beside the example's. */
  readonly connection?: Record<string, unknown>;
  readonly query?: Record<string, string>;
}

const within = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
    : [];
const json = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;

/** A quarter of the random deliveries, of each system; all when asked to be thorough, as `npm run hunt` does. */
const runs = (all: number) => (process.env['MILLRACE_THOROUGH'] ? all : all / 4);

/** Deliveries as the system really makes them: bodies of JSON with their headers under `contract`, forms under `recorded`. */
function fixturesOf({ id }: ConnectorKind, webhook: Webhook): Fixture[] {
  const folder = join(import.meta.dirname, id, webhook.format === 'form' ? 'recorded' : 'contract');
  return within(folder).flatMap((name): Fixture[] => {
    const file = json(join(folder, name));
    const headers = (file['headers'] ?? {}) as Record<string, string>;
    const payload = file['payload'] ?? file['form'];
    if (payload === undefined) return [];
    const topic =
      webhook.topicHeader === null
        ? (webhook.topicOf?.(payload) ?? '')
        : (headers[webhook.topicHeader] ?? '');
    return [{ ...(file as Partial<Fixture>), name, topic, headers, payload }];
  });
}

const listening = CONNECTORS.flatMap((kind) =>
  kind.webhook === undefined ? [] : [{ id: kind.id, kind, webhook: kind.webhook }],
);
const withFixtures = listening.map((one) => ({ ...one, fixtures: fixturesOf(one.kind, one.webhook) }));

const connectionOf = (
  kind: ConnectorKind,
  { headers = {}, connection = {}, query = {} }: Partial<Fixture>,
) => ({
  config: kind.config.parse({ ...(kind.example as object), ...connection }),
  headers,
  query,
  receivedAt: Date.UTC(2026, 10, 10),
});

function eventsOf(
  kind: ConnectorKind,
  topic: string,
  payload: unknown,
  fixture: Partial<Fixture> = {},
): readonly IntakeEvent[] {
  return kind.intake?.(topic, payload, connectionOf(kind, fixture)) ?? [];
}

/** Events and reports together: what a delivery comes to. */
const comesTo = (
  kind: ConnectorKind,
  topic: string,
  payload: unknown,
  connection: ReturnType<typeof connectionOf>,
) =>
  (kind.intake?.(topic, payload, connection).length ?? 0) +
  (kind.callbacks?.(topic, payload, connection).length ?? 0) +
  (kind.presses?.(topic, payload, connection).length ?? 0);

/** What comes out when anything goes in: sound events, or nothing because it was refused with a reason. Any other failure stays a failure. */
function soundOrRefused(run: () => readonly IntakeEvent[]): boolean {
  try {
    return run().every((event) => intakeEventSchema.safeParse(event).success);
  } catch (error) {
    return isMillraceError(error);
  }
}

describe.each(listening)('what $id sends', ({ kind, webhook }) => {
  test('under a topic nobody told of is refused, and the topic is named', () => {
    const connection = { config: kind.config.parse(kind.example), headers: {} };
    const runs = [kind.intake, kind.callbacks, kind.presses].flatMap((run) => run ?? []);
    expect(runs.length).toBeGreaterThan(0);
    for (const run of runs)
      expect(() => run('made/up', {}, connection)).toThrow(
        expect.objectContaining({ code: 'topic-unknown', details: { topic: 'made/up' } }),
      );
  });

  test('may be any junk, whatever the topic: it is refused with a reason or becomes sound events', () => {
    const topics = [...webhook.topics.map((one) => one.topic), ...webhook.ignored];
    fc.assert(
      fc.property(
        fc.constantFrom(...topics),
        fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true }),
        (topic, payload) => {
          expect(soundOrRefused(() => eventsOf(kind, topic, payload))).toBe(true);
          expect(
            soundOrRefused(
              () => (
                kind.callbacks?.(topic, payload, { config: kind.config.parse(kind.example), headers: {} }),
                []
              ),
            ),
          ).toBe(true);
        },
      ),
      { numRuns: runs(1_500) },
    );
  });
});

describe.each(withFixtures)('the fixtures of $id', ({ kind, webhook, fixtures }) => {
  test('cover every topic it understands', () => {
    const covered = new Set(fixtures.map((fixture) => fixture.topic));
    expect(webhook.topics.map((one) => one.topic).filter((topic) => !covered.has(topic))).toEqual([]);
  });

  test.each(fixtures)(
    'turn $name into events of known types that the public intake would take too',
    (fixture) => {
      const { topic, payload } = fixture;
      const events = eventsOf(kind, topic, payload, fixture);
      if (kind.intake !== undefined && kind.callbacks === undefined)
        expect(events.length > 0).toBe(!webhook.ignored.includes(topic));
      for (const event of events) {
        const type = eventType(event.type);
        expect(intakeEventSchema.parse(event)).toEqual(event);
        expect(type).toMatchObject({ internal: false });
        expect(type?.properties?.safeParse(event.properties).success ?? true).toBe(true);
      }
    },
  );

  test.each(fixtures)(
    'give $name the same event id when it is delivered again, also by another subscription',
    (fixture) => {
      const { topic, headers, payload } = fixture;
      const again = { ...headers, [webhook.deliveryIdHeader ?? '']: 'another-delivery' };
      expect(eventsOf(kind, topic, payload, { ...fixture, headers: again }).map((event) => event.id)).toEqual(
        eventsOf(kind, topic, payload, fixture).map((event) => event.id),
      );
    },
  );

  test('survive any one part replaced by junk', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), fc.nat(), fc.anything(), (fixture, place, junk) => {
        expect(
          soundOrRefused(() =>
            eventsOf(kind, fixture.topic, changed(fixture.payload, [[place, () => junk]]), fixture),
          ),
        ).toBe(true);
      }),
      { numRuns: runs(2_000) },
    );
  });

  test.each(fixtures)(
    'come to as much when any one field of $name but an id is missing or null',
    (fixture) => {
      // One copy, in which a field at a time is changed and put back: copies of a whole order took most of the time.
      const payload = structuredClone(fixture.payload);
      const connection = connectionOf(kind, fixture);
      const count = () => comesTo(kind, fixture.topic, payload, connection);
      const whole = count();
      for (const { holder, key } of spotsOf(payload)) {
        const before = holder[key];
        for (const change of [null, undefined]) {
          if (change === undefined && !Array.isArray(holder)) delete holder[key];
          else holder[key] = change;
          let told: number | string;
          try {
            told = count();
          } catch (error) {
            told = isMillraceError(error) ? error.message : String(error);
          } finally {
            holder[key] = before;
          }
          if (IDS.test(key) || Array.isArray(holder))
            expect(
              told === whole || typeof told === 'number' || told.includes(key),
              `${key} ${change}: ${told}`,
            ).toBe(true);
          else expect(told, `${key} ${change}`).toBe(whole);
        }
      }
      expect(payload).toEqual(fixture.payload);
    },
  );

  test('are taken with what is known, or refused by the name of a field, when fields are missing, null or of another type at random', () => {
    const change = fc.constantFrom<(value: unknown) => unknown>(
      () => undefined,
      () => null,
      retyped,
      retyped,
    );
    const changes = fc.array(fc.tuple(fc.nat(), change), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), changes, (fixture, drawn) => {
        const payload = changed(fixture.payload, drawn);
        const keys = spotsOf(fixture.payload).map(({ key }) => key);
        try {
          expect(
            eventsOf(kind, fixture.topic, payload, fixture).every(
              (event) => intakeEventSchema.safeParse(event).success,
            ),
          ).toBe(true);
        } catch (error) {
          expect(isMillraceError(error) && error.code, String(error)).toBe('input-invalid');
          expect(
            keys.some((key) => String(error).includes(key)),
            String(error),
          ).toBe(true);
        }
      }),
      { numRuns: runs(4_000) },
    );
  });
});

/** What a delivery is about: without it there is nothing to tell. */
const IDS =
  /(^|_)(id|token)$|^(order_edit|sms_marketing_consent|event|email|reason|type|value|actions|challenge|status|date_paid_gmt|MessageSid|SmsSid|MessageStatus|From)$/;

/** The same thing written by a careless sender: a number as text, a text as a list, a part as a text. */
function retyped(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return /^\d+(\.\d+)?$/.test(value) ? Number(value) : [value];
  if (typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return { 0: value[0] };
  return value === null ? {} : JSON.stringify(value);
}

/** A copy with the fields at these places changed; undefined takes a field away. */
function changed(
  payload: unknown,
  changes: readonly (readonly [place: number, change: (value: unknown) => unknown])[],
): unknown {
  const copy = structuredClone(payload);
  const spots = spotsOf(copy);
  for (const [place, change] of changes) {
    const spot = spots[place % spots.length];
    if (!spot) continue;
    const value = change(spot.holder[spot.key]);
    if (value === undefined && !Array.isArray(spot.holder)) delete spot.holder[spot.key];
    else spot.holder[spot.key] = value;
  }
  return copy;
}

function spotsOf(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...spotsOf(holder[key])]);
}

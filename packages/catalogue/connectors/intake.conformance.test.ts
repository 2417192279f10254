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
}

/** Deliveries as the system really makes them, for those that name the topic in a header. */
function fixturesOf({ id }: ConnectorKind, webhook: Webhook): Fixture[] {
  const folder = join(import.meta.dirname, id, 'contract');
  const names = existsSync(folder) && webhook.topicHeader !== null ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  return names.map((name) => {
    const { headers, payload } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Omit<Fixture, 'name' | 'topic'>;
    return { name, topic: headers[webhook.topicHeader ?? ''] ?? '', headers, payload };
  });
}

const listening = CONNECTORS.flatMap((kind) => (kind.webhook === undefined ? [] : [{ id: kind.id, kind, webhook: kind.webhook }]));
const withFixtures = listening
  .map((one) => ({ ...one, fixtures: fixturesOf(one.kind, one.webhook) }))
  .filter(({ fixtures }) => fixtures.length > 0);

function eventsOf(kind: ConnectorKind, topic: string, payload: unknown, headers: Record<string, string> = {}): readonly IntakeEvent[] {
  return kind.intake?.(topic, payload, { config: kind.config.parse(kind.example), headers }) ?? [];
}

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
    const runs = [kind.intake, kind.callbacks].flatMap((run) => run ?? []);
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
            soundOrRefused(() => (kind.callbacks?.(topic, payload, { config: kind.config.parse(kind.example), headers: {} }), [])),
          ).toBe(true);
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

describe.each(withFixtures)('the fixtures of $id', ({ kind, webhook, fixtures }) => {
  test('cover every topic it understands', () => {
    const covered = new Set(fixtures.map((fixture) => fixture.topic));
    expect(webhook.topics.map((one) => one.topic).filter((topic) => !covered.has(topic))).toEqual([]);
  });

  test.each(fixtures)('turn $name into events of known types that the public intake would take too', ({ topic, headers, payload }) => {
    const events = eventsOf(kind, topic, payload, headers);
    expect(events.length).toBe(webhook.ignored.includes(topic) ? 0 : 1);
    for (const event of events) {
      const type = eventType(event.type);
      expect(intakeEventSchema.parse(event)).toEqual(event);
      expect(type).toMatchObject({ internal: false });
      expect(type?.properties?.safeParse(event.properties).success ?? true).toBe(true);
    }
  });

  test.each(fixtures)(
    'give $name the same event id when it is delivered again, also by another subscription',
    ({ topic, headers, payload }) => {
      const again = { ...headers, [webhook.deliveryIdHeader ?? '']: 'another-delivery' };
      expect(eventsOf(kind, topic, payload, again).map((event) => event.id)).toEqual(
        eventsOf(kind, topic, payload, headers).map((event) => event.id),
      );
    },
  );

  test('survive any one part replaced by junk', () => {
    fc.assert(
      fc.property(fc.constantFrom(...fixtures), fc.nat(), fc.anything(), ({ topic, headers, payload }, place, junk) => {
        expect(soundOrRefused(() => eventsOf(kind, topic, replaced(payload, place, junk), headers))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

function replaced(payload: unknown, place: number, junk: unknown): unknown {
  const copy = structuredClone(payload);
  const spots = spotsOf(copy);
  const spot = spots[place % spots.length];
  if (spot) spot.holder[spot.key] = junk;
  return copy;
}

function spotsOf(value: unknown): { holder: Record<string, unknown>; key: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...spotsOf(holder[key])]);
}

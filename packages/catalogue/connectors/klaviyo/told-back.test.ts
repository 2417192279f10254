import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normaliseEventType } from '@millrace/flow';
import type { ActCall } from '../act.ts';
import { trackEvent } from '../acts/track-event.ts';
import { drive } from '../testing/drive.ts';
import { answered } from '../testing/recorded.ts';
import type { PulledPage } from '../pull.ts';
import type { EventNews } from '../push.ts';
import { klaviyoConfig } from './config.ts';
import { klaviyo } from './connector.ts';
import { events } from './events.ts';
import { profiles } from './profiles.ts';
import { klaviyoEvents } from './tell-events.ts';
import { trackInKlaviyo } from './track-event.ts';

const config = klaviyoConfig.parse(klaviyo.example);
const place = { cursor: null, since: null, until: Date.UTC(2026, 10, 27) };
interface Row {
  readonly metric?: string;
  readonly properties?: object | null;
  readonly datetime?: unknown;
  readonly email?: string | null;
}
/** Klaviyo's own page of these events. */
function page(rows: readonly Row[]): PulledPage {
  const data = rows.map(({ properties = {}, datetime = '2026-11-10T15:20:10+00:00' }, index) => ({
    type: 'event',
    id: `e${index}`,
    attributes: { datetime, event_properties: properties },
    relationships: {
      profile: { data: { type: 'profile', id: `p${index}` } },
      metric: { data: { type: 'metric', id: `m${index}` } },
    },
  }));
  const included = rows.flatMap(({ metric = 'Opened Email', email = 'maya@example.com' }, index) => [
    { type: 'metric', id: `m${index}`, attributes: { name: metric } },
    { type: 'profile', id: `p${index}`, attributes: { email, phone_number: null } },
  ]);
  return events.read(
    answered({ status: 200, body: { data, included, links: { next: null } } }),
    config,
    place,
  ) as PulledPage;
}

describe('an event of Klaviyo', () => {
  test('is called by its metric, by a name that is heard, however long or odd that is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (metric) => {
        const found = page([{ metric }]).events;
        if (normaliseEventType(metric) === '') expect(found).toEqual([]);
        for (const { type } of found) {
          expect(type).toMatch(/^klaviyo-[a-z0-9]/);
          expect(type.length).toBeLessThanOrEqual(80);
          expect(normaliseEventType(type)).toBe(type);
        }
      }),
    );
    // Cut at a word's end, no dash is left over.
    expect(page([{ metric: `${'a'.repeat(71)} b` }]).events[0]!.type).toBe(`klaviyo-${'a'.repeat(71)}`);
  });

  test.each<[string, object, object]>([
    [
      'plain values by names that conditions can say',
      { 'Campaign Name': 'Nov', 'opened-at': 3, ok: true },
      { CampaignName: 'Nov', openedAt: 3, ok: true },
    ],
    ['nothing of Klaviyo’s own', { $flow: 'x', $extra: 'y' }, {}],
    ['what it is worth', { $value: 18.5 }, { worth: 18.5 }],
    ['no worth that is none', { $value: 'a lot' }, {}],
    ['nothing deeper', { items: [1], who: { a: 1 }, none: null }, {}],
    ['no name that is none', { '7up': 1, '': 2, '!!': 3, ['x'.repeat(61)]: 4 }, {}],
    ['texts, whole characters of them', { note: `a${'😀'.repeat(400)}` }, { note: `a${'😀'.repeat(249)}` }],
  ])('brings %s', (_what, properties, kept) =>
    expect(page([{ properties }]).events[0]!.properties).toEqual(kept),
  );

  test('brings no more than forty of its properties, and none at all where there are none', () => {
    const many = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`p${index}x`, index]));
    expect(Object.keys(page([{ properties: many }]).events[0]!.properties)).toHaveLength(40);
    expect(page([{ properties: null }]).events[0]!.properties).toEqual({});
  });

  test.each<[string, Row]>([
    ['that we told ourselves', { properties: { $event_id: 'millrace:0198' } }],
    ['of nobody', { email: null }],
    ['without a date', { datetime: 'yesterday' }],
    ['without a name', { metric: ' ' }],
  ])('%s does not come back', (_what, row) => {
    expect(page([row, {}])).toMatchObject({
      events: [{ type: 'klaviyo-opened-email' }],
      count: 2,
      skipped: [],
    });
  });

  test('of a year that cannot be is left out and told, and keeps no other', () => {
    const { events: found, skipped } = page([{ datetime: '0001-01-01T00:00:00Z' }, {}]);
    expect([found.length, skipped.length]).toEqual([1, 1]);
  });
});

describe('a person of Klaviyo', () => {
  const read = (attributes: object, until = place.until) =>
    (
      profiles.read(
        answered({
          status: 200,
          body: {
            data: [{ type: 'profile', id: 'p1', attributes: { email: 'maya@example.com', ...attributes } }],
            links: {},
          },
        }),
        config,
        { ...place, until },
      ) as PulledPage
    ).events[0]!;
  test.each([
    [
      { location: { country: 'us', timezone: 'America/Chicago', city: 'Chicago' } },
      { country: 'US', zone: 'America/Chicago', city: 'Chicago' },
    ],
    [{ location: { country: 'United States' } }, {}],
    [{ location: 'Chicago' }, {}],
    [{ locale: 'de-AT' }, { language: 'de-AT' }],
    [{ phone_number: '+13125550142', email: null }, { phone: '+13125550142' }],
  ])('of %j', (attributes, customer) => expect(read(attributes).customer).toMatchObject(customer));

  test('changed when Klaviyo says, never later than it was asked', () => {
    expect(read({ updated: '2026-11-10T15:00:00+00:00' }).occurredAt).toBe(Date.UTC(2026, 10, 10, 15));
    expect(read({ updated: '2026-12-10T15:00:00+00:00' }).occurredAt).toBe(place.until);
    expect(read({})).not.toHaveProperty('occurredAt');
    expect(read({ updated: '2026-11-10T15:00:00+00:00' }).id).not.toBe(
      read({ updated: '2026-11-11T15:00:00+00:00' }).id,
    );
  });

  test.each([
    [
      { consent: 'SUBSCRIBED', consent_timestamp: '2026-11-01T10:00:00Z', double_optin: true },
      { state: 'subscribed', optIn: 'double', at: Date.UTC(2026, 10, 1, 10) },
    ],
    [
      { consent: 'SUBSCRIBED', last_updated: '2026-11-02T10:00:00Z', double_optin: false },
      { state: 'subscribed', optIn: 'single', at: Date.UTC(2026, 10, 2, 10) },
    ],
    [{ consent: 'UNSUBSCRIBED' }, { state: 'unsubscribed', optIn: 'unknown' }],
  ])('agreed as in %j', (marketing, consent) => {
    expect(
      read({ subscriptions: { email: { marketing }, sms: { marketing: { consent: 'NEVER_SUBSCRIBED' } } } })
        .customer?.consent,
    ).toEqual({ email: { source: 'Klaviyo', ...consent } });
  });
});

describe('what Klaviyo is told of', () => {
  const news = (change: Partial<EventNews> = {}): EventNews => ({
    id: 'a',
    type: 'message-opened',
    label: 'Opened an e-mail',
    at: Date.UTC(2026, 10, 10),
    email: 'maya@example.com',
    phone: null,
    properties: {},
    ...change,
  });
  test('comes back to nobody: its key is the one that is known when it is read', () => {
    const { asked } = drive(klaviyoEvents.tell(config, [news()]), () => answered({ status: 202, body: '' }));
    const { unique_id: key } = (
      JSON.parse(asked[0]!.body ?? '') as { data: { attributes: { unique_id: string } } }
    ).data.attributes;
    expect(page([{ properties: { $event_id: key } }]).events).toEqual([]);
  });
  test.each([
    [[401], 1, { result: 'refused', isSignIn: true }],
    [[429], 1, { result: 'not-now' }],
    [[503], 1, { result: 'not-now' }],
    [[400, 404, 202], 3, { result: 'told' }],
    [[202, 401], 2, { result: 'refused', isSignIn: true }],
  ])('after %j it has asked %d times', (statuses, times, result) => {
    const left = [...statuses];
    const said = drive(klaviyoEvents.tell(config, [news(), news({ id: 'b' }), news({ id: 'c' })]), () =>
      answered({ status: left.shift() ?? 202, body: {} }),
    );
    expect(said.asked).toHaveLength(times);
    expect(said.result).toMatchObject(result);
  });
});

describe('an event that a flow tells of', () => {
  const call = (texts: Readonly<Record<string, string>>): ActCall => ({
    callId: 'c',
    input: trackEvent.example,
    texts,
    person: { email: null, phone: '+13125550142', externalId: null },
    about: { order: null, product: null },
    learned: null,
  });
  const attributesOf = (value: string) => {
    const dispatch = trackInKlaviyo.request(call({ value }), config);
    return dispatch.via === 'http'
      ? (JSON.parse(dispatch.request.body ?? '') as { data: { attributes: Record<string, unknown> } }).data
          .attributes
      : {};
  };
  test.each([
    ['', undefined],
    [' 12.50 ', 12.5],
    ['-3', -3],
    ['0', 0],
  ])('worth “%s” is worth %j', (text, value) => expect(attributesOf(text)['value']).toBe(value));
  test.each(['12,50', '1e3', '$5', 'Infinity', '1'.repeat(13)])('worth “%s” is not told', (text) => {
    expect(() => attributesOf(text)).toThrow(/not a number/);
  });
  test.each([
    [202, {}, { result: 'done' }],
    [
      400,
      { errors: [{ detail: 'Invalid input' }] },
      { result: 'refused', reason: 'Klaviyo says “Invalid input”' },
    ],
    [400, { errors: {} }, { result: 'refused', reason: 'Klaviyo answered 400' }],
    [403, {}, { result: 'retry', connectionProblem: true }],
    [301, {}, { result: 'refused' }],
  ])('answered with %i %j', (status, body, outcome) =>
    expect(trackInKlaviyo.outcome(answered({ status, body }), call({}))).toMatchObject(outcome),
  );
});

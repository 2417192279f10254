import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered } from '../testing/recorded.ts';
import { drive } from '../testing/drive.ts';
import { PublishedContract } from '../testing/published-contract.ts';
import type { PulledPage } from '../pull.ts';
import { trackEvent } from '../acts/track-event.ts';
import type { ActCall } from '../act.ts';
import type { ConsentNews } from '../push.ts';
import { klaviyoConfig } from './config.ts';
import { klaviyo } from './connector.ts';
import { klaviyoConsent } from './consent.ts';
import { events } from './events.ts';
import { profiles } from './profiles.ts';
import { klaviyoEvents } from './tell-events.ts';
import { trackInKlaviyo } from './track-event.ts';

const contract = new PublishedContract(new URL('./contract/klaviyo.openapi.json', import.meta.url));
const config = klaviyoConfig.parse(klaviyo.example);
const recorded = JSON.parse(
  readFileSync(new URL('./recorded/pull-profiles.json', import.meta.url), 'utf8'),
) as {
  answer: { status: number; body: unknown };
};
const place = { cursor: null, since: null, until: Date.UTC(2026, 10, 27) };
const page = (data: unknown[], next: string | null = null) =>
  profiles.read(answered({ status: 200, body: { data, links: { next } } }), config, place) as PulledPage;
const profile = (attributes: object) => ({
  type: 'profile',
  id: 'p1',
  attributes: { email: 'maya@example.com', updated: '2026-11-10T15:00:00+00:00', ...attributes },
});
const consents = (attributes: object) => page([profile(attributes)]).events[0]?.customer?.consent;

describe('people of Klaviyo', () => {
  test('are asked for as described, with the revision, from the beginning, from any page, and since a moment', () => {
    for (const cursor of [null, 'bmV4dDo6aWQ6OjE='])
      for (const since of [null, Date.UTC(2026, 10, 1)]) {
        const request = profiles.request(config, { ...place, cursor, since });
        expect(contract.problem(request)).toBeNull();
        expect(request.headers['revision']).toBe('2026-07-15');
      }
    expect(contract.problem({ ...profiles.request(config, place), headers: {} })).toContain('revision');
  });

  test('come with what they agreed to and when, and never asked says nothing', () => {
    const { events, next } = profiles.read(answered(recorded.answer), config, place) as PulledPage;
    expect(events).toMatchObject([
      {
        customer: {
          email: 'maya.lindqvist@example.com',
          zone: 'America/Chicago',
          consent: {
            email: { state: 'subscribed', source: 'Klaviyo', optIn: 'double', at: Date.UTC(2026, 10, 1, 10) },
            sms: { state: 'unsubscribed' },
          },
        },
      },
      { customer: { email: 'zoe@example.com' } },
    ]);
    expect(events[1]?.customer?.consent).toBeUndefined();
    expect(next).toBe('bmV4dDo6aWQ6OjE');
  });

  test('of an odd word agreed to nothing', () => {
    const said = (consent: unknown) => consents({ subscriptions: { email: { marketing: { consent } } } });
    for (const odd of ['PENDING', '', null, 7, 'subscribed ']) expect(said(odd)).toBeUndefined();
    expect(said('SUBSCRIBED')).toMatchObject({ email: { state: 'subscribed' } });
  });

  test('known by nothing but a number of Klaviyo’s are left out', () => {
    expect(page([profile({ email: null })]).events).toEqual([]);
  });

  test('go on only at a place that can be one', () => {
    for (const odd of [
      'https://evil.example/?page[cursor]=%0d%0a',
      'https://a.klaviyo.com/',
      'page[cursor]=',
    ])
      expect(page([], odd).next).toBeNull();
  });
});

describe('what Klaviyo is told', () => {
  const news = fc.record({
    email: fc.option(fc.constant('maya@example.com'), { nil: null }),
    phone: fc.option(fc.constant('+13125550142'), { nil: null }),
    channel: fc.constantFrom('email', 'sms', 'push'),
    state: fc.constantFrom('subscribed', 'unsubscribed'),
    at: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2026, 10, 27) }),
  }) as fc.Arbitrary<ConsentNews>;

  test('is as described, whoever says what; who leaves is told first, and nobody is told of by a channel without an address', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 20 }), (list) => {
        const { result, asked } = drive(klaviyoConsent.tell(config, list), () =>
          answered({ status: 202, body: '' }),
        );
        expect(result).toEqual({ result: 'told' });
        expect(asked.map((request) => contract.problem(request))).toEqual(asked.map(() => null));
        const kinds = asked.map(({ url }) => url.includes('delete'));
        expect(kinds).toEqual(kinds.toSorted((first, second) => Number(second) - Number(first)));
        const reachable = new Set(
          list.flatMap(({ channel, email, phone }) => {
            const address = channel === 'email' ? email : channel === 'sms' ? phone : null;
            return address === null ? [] : [`${channel} ${address}`];
          }),
        ).size;
        const told = asked.map(
          ({ body }) =>
            (JSON.parse(body ?? '') as { data: { attributes: { profiles: { data: unknown[] } } } }).data
              .attributes.profiles.data.length,
        );
        expect(told.reduce((sum, count) => sum + count, 0)).toBe(reachable);
      }),
    );
  });

  test('stops with a word when Klaviyo refuses the key', () => {
    const one: ConsentNews = {
      email: 'maya@example.com',
      phone: null,
      channel: 'email',
      state: 'subscribed',
      at: 0,
    };
    expect(
      drive(klaviyoConsent.tell(config, [one]), () => answered({ status: 401, body: {} })).result,
    ).toMatchObject({
      result: 'refused',
      isSignIn: true,
    });
  });
});

describe('events of Klaviyo', () => {
  const { answer } = JSON.parse(
    readFileSync(new URL('./recorded/pull-events.json', import.meta.url), 'utf8'),
  ) as typeof recorded;

  test('are asked for as described, oldest first, no further back than they are of use', () => {
    for (const cursor of [null, 'bmV4dDo6aWQ6OjE='])
      for (const since of [null, Date.UTC(2026, 10, 1)]) {
        const request = events.request(config, { ...place, cursor, since });
        expect(contract.problem(request)).toBeNull();
        expect(decodeURIComponent(request.url)).toContain(
          `greater-or-equal(datetime,${since === null ? '2026-08-29' : '2026-11-01'}`,
        );
      }
  });

  test('become events of one’s own, by their metric; what we told, and what names nobody, does not come back', () => {
    const { events: found, next, count } = events.read(answered(answer), config, place) as PulledPage;
    expect(found).toEqual([
      {
        id: 'klaviyo:event:3qvBmT8QxAN',
        type: 'klaviyo-opened-email',
        occurredAt: Date.UTC(2026, 10, 10, 15, 20, 10),
        customer: { email: 'maya.lindqvist@example.com', phone: '+13125550142' },
        properties: { Subject: 'Your order', CampaignName: 'November', worth: 18.5 },
      },
    ]);
    expect({ next, count }).toEqual({ next: 'bmV4dDo6aWQ6OjI', count: 3 });
  });
});

describe('what happens here', () => {
  const news = fc.record({
    id: fc.uuid(),
    type: fc.constantFrom('message-opened', 'order-placed'),
    label: fc.constantFrom('Opened an e-mail', 'Placed an order'),
    at: fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2026, 10, 27) }),
    email: fc.option(fc.constant('maya@example.com'), { nil: null }),
    phone: fc.option(fc.constant('+13125550142'), { nil: null }),
    properties: fc.dictionary(
      fc.string({ maxLength: 20 }),
      fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<never>,
      { maxKeys: 5 },
    ),
  });

  test('is told as described, each with its own key and time, of everybody Klaviyo could know', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 8 }), (list) => {
        const { result, asked } = drive(klaviyoEvents.tell(config, list), () =>
          answered({ status: 202, body: '' }),
        );
        expect(result).toEqual({ result: 'told' });
        expect(asked.map((request) => contract.problem(request))).toEqual(asked.map(() => null));
        const keys = asked.map(
          ({ body }) =>
            (JSON.parse(body ?? '') as { data: { attributes: { unique_id: string } } }).data.attributes
              .unique_id,
        );
        expect(keys).toEqual(
          list.filter(({ email, phone }) => email ?? phone).map(({ id }) => `millrace:${id}`),
        );
      }),
    );
  });

  test('is told as far as the owner wants, and one that Klaviyo does not take keeps nobody else', () => {
    const types = (tellEvents: string) =>
      klaviyoEvents.typesOf(klaviyoConfig.parse({ ...(klaviyo.example as object), tellEvents }));
    expect(types('nothing')).toEqual([]);
    expect(types('messages')).not.toContain('order-placed');
    expect(types('messages-and-orders')).toEqual(expect.arrayContaining(['message-opened', 'order-placed']));
    const one = {
      id: 'a',
      type: 'x',
      label: 'X',
      at: 0,
      email: 'maya@example.com',
      phone: null,
      properties: {},
    };
    const answers = [400, 202, 429];
    const { result, asked } = drive(klaviyoEvents.tell(config, [one, one, one]), () =>
      answered({ status: answers.shift()!, body: {} }),
    );
    expect(asked).toHaveLength(3);
    expect(result).toMatchObject({ result: 'not-now' });
  });
});

describe('an event that Klaviyo is told', () => {
  const call = (change: Partial<ActCall> = {}): ActCall => ({
    callId: '0198-call',
    input: trackEvent.example,
    texts: { value: '12.50', 'property/0': 'Win-back' },
    person: { email: 'maya@example.com', phone: null, externalId: null },
    about: { order: null, product: null },
    learned: null,
    ...change,
  });
  const requestOf = (asked: ActCall) => {
    const dispatch = trackInKlaviyo.request(asked, config);
    return dispatch.via === 'http' ? dispatch.request : null;
  };

  test('is as described, whatever is in it, and carries the key of its call', () => {
    const word = fc.string({ maxLength: 200 });
    fc.assert(
      fc.property(word, word, fc.constantFrom('', '0', '-3.5', '12'), (label, text, value) => {
        const input = { ...trackEvent.example, properties: [{ label: label.slice(0, 80), value: 'x' }] };
        const request = requestOf(call({ input, texts: { value, 'property/0': text } }))!;
        expect(contract.problem(request)).toBeNull();
        expect(JSON.parse(request.body ?? '')).toMatchObject({
          data: { attributes: { unique_id: 'millrace:0198-call' } },
        });
      }),
    );
  });

  test('is not told of somebody Klaviyo could not know, nor with a value that is none', () => {
    expect(() => requestOf(call({ person: { email: null, phone: null, externalId: null } }))).toThrow(
      /no e-mail address and no phone/,
    );
    expect(() => requestOf(call({ texts: { value: 'a lot' } }))).toThrow(/not a number/);
  });

  test('that Klaviyo refuses says why', () => {
    const body = { errors: [{ detail: 'Invalid input: email' }] };
    expect(trackInKlaviyo.outcome(answered({ status: 400, body }), call())).toEqual({
      result: 'refused',
      reason: 'Klaviyo says “Invalid input: email”',
    });
  });
});

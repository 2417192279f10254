import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outgoing } from '../delivery.ts';
import { answered } from '../testing/recorded.ts';
import type { PulledPage } from '../pull.ts';
import { sendgridConfig } from './config.ts';
import { sendgrid } from './connector.ts';
import { sendMail, sendgridOutcome } from './deliver.ts';
import { sendgridIntake, sendgridReports, sendgridTopic } from './events.ts';
import { sendgridPull } from './suppressions.ts';

const config = sendgridConfig.parse(sendgrid.example);
const ROW = '0193b2c4-7c1a-7d22-8e5f-2b9a40c1d7e3';
const KINDS = [
  'processed',
  'delivered',
  'bounce',
  'dropped',
  'spamreport',
  'unsubscribe',
  'group_unsubscribe',
  'open',
  'click',
  'deferred',
];
const event = fc.record(
  {
    event: fc.constantFrom(...KINDS),
    email: fc.constantFrom('Maya@Example.com', 'zoe@example.com', 'half@', ''),
    sg_event_id: fc.option(fc.constantFrom('e1', 'e2', 'e3'), { nil: undefined }),
    sg_message_id: fc.constantFrom('abc.recvd-1.0', 'plain', undefined),
    timestamp: fc.constantFrom(1_794_312_003, '1794312003', 'soon', null, -5),
    type: fc.constantFrom('bounce', 'blocked', undefined),
    reason: fc.constantFrom('Bounced Address', 'x'.repeat(900), undefined),
    millrace_message: fc.constantFrom(ROW, 'x', 7, undefined),
  },
  { requiredKeys: ['event', 'email'] },
);

describe('a batch', () => {
  test('tells of each of its events by itself: in any order, in any company', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 12 }), (batch) => {
        const alone = batch.map((one) => ({
          reports: sendgridReports('events', [one]),
          events: sendgridIntake('events', [one]),
        }));
        expect(sendgridReports('events', batch)).toEqual(alone.flatMap(({ reports }) => reports));
        expect(sendgridIntake('events', batch)).toEqual(alone.flatMap(({ events }) => events));
        for (const { reason, id, messageId } of sendgridReports('events', batch)) {
          expect((reason ?? '').length).toBeLessThanOrEqual(320);
          expect(id.length).toBeLessThanOrEqual(180);
          expect([ROW, null]).toContain(messageId);
        }
      }),
    );
  });

  test('without names for its events gives each one made of what it says', () => {
    const one = {
      event: 'delivered',
      email: 'maya@example.com',
      sg_message_id: 'abc.recvd-1',
      timestamp: 1_794_312_003,
    };
    const ids = (change: object) => sendgridReports('events', [{ ...one, ...change }])[0]!.id;
    expect(ids({})).toBe(ids({}));
    for (const change of [{ event: 'processed' }, { timestamp: 1_794_312_004 }, { sg_message_id: 'other' }])
      expect(ids(change)).not.toBe(ids({}));
    expect(ids({ sg_event_id: 'e1' })).toBe('sendgrid:e1');
  });

  test.each([
    [{}, ''],
    ['x', ''],
    [null, ''],
    [[], 'events'],
    [[{}], 'events'],
  ])('of %j is of the topic “%s”', (payload, topic) => {
    expect(sendgridTopic(payload)).toBe(topic);
  });
  test('of nothing is nothing, and one longer than any is refused', () => {
    expect([sendgridReports('events', []), sendgridIntake('events', [])]).toEqual([[], []]);
    expect(() =>
      sendgridReports(
        'events',
        Array.from({ length: 10_001 }, () => ({ event: 'open' })),
      ),
    ).toThrow(/no list of events/);
    expect(() => sendgridReports('events', { event: 'open' })).toThrow(/no list of events/);
  });

  test.each(
    readdirSync(new URL('./contract/', import.meta.url)).filter(
      (name) => name.endsWith('.json') && !name.includes('openapi'),
    ),
  )('as it is published (%s) is read whole', (name) => {
    const { payload } = JSON.parse(readFileSync(new URL(`./contract/${name}`, import.meta.url), 'utf8')) as {
      payload: { event: string; email: string }[];
    };
    const told = [
      ...sendgridReports('events', payload).map(({ address }) => address),
      ...sendgridIntake('events', payload).map(({ customer }) => customer?.email),
    ];
    const quiet = ['open', 'click', 'deferred', 'group_resubscribe'];
    const missed = payload.filter(({ event: kind, email }) => !quiet.includes(kind) && !told.includes(email));
    expect(missed).toEqual([]);
  });
});

describe('its lists', () => {
  const [unsubscribes, bounces] = sendgridPull.resources;
  const read = (resource: typeof bounces, body: unknown, cursor: unknown = null) =>
    resource!.read(answered({ status: 200, body }), config, {
      cursor: cursor as never,
      since: null,
      until: 0,
    }) as PulledPage;

  test('are read to their end, everybody once, whatever their length', () => {
    for (const resource of sendgridPull.resources)
      for (const count of [0, 1, 499, 500, 501, 1_200]) {
        const all = Array.from({ length: count }, (_, index) => ({
          created: 1_794_312_000 + index,
          email: `p${index}@example.com`,
          reason: 'x',
        }));
        const found: string[] = [];
        for (let cursor: PulledPage['next'] = null, first = true; first || cursor !== null; first = false) {
          const url = new URL(resource.request(config, { cursor, since: null, until: 1e12 }).url);
          const [offset, limit] = [
            Number(url.searchParams.get('offset')),
            Number(url.searchParams.get('limit')),
          ];
          const page = read(resource, all.slice(offset, offset + limit), cursor);
          found.push(
            ...page.events.map(({ customer }) => String(customer?.email)),
            ...(page.reports ?? []).map(({ address }) => String(address)),
          );
          cursor = page.next;
        }
        expect(found).toEqual(all.map(({ email }) => email));
      }
  });

  test('close what bounced, and take for left whoever left, from when they did', () => {
    expect(
      read(bounces, [{ created: 1_794_312_003, email: 'Gone@Example.com', reason: '550 5.1.1' }]).reports,
    ).toMatchObject([{ suppress: 'bounced', address: 'gone@example.com', reason: '550 5.1.1' }]);
    expect(read(unsubscribes, [{ created: 1_794_312_003, email: 'maya@example.com' }]).events).toMatchObject([
      { type: 'customer-unsubscribed', occurredAt: 1_794_312_003_000 },
    ]);
    expect(
      read(unsubscribes, [{ created: 'long ago', email: 'maya@example.com' }]).events[0],
    ).not.toHaveProperty('occurredAt');
  });

  test('with rows that name nobody leave those out, and say so', () => {
    expect(read(bounces, [{ created: 1 }, { email: 'half@' }, { email: 'a@b.example' }])).toMatchObject({
      count: 3,
      skipped: ['2 without an address'],
    });
    expect(read(unsubscribes, [null, { email: 'a@b.example' }])).toMatchObject({
      count: 2,
      skipped: [expect.stringMatching(/email: is missing/)],
    });
    for (const odd of [{}, 'x', null]) expect(() => read(bounces, odd)).toThrow(/no list/);
  });
});

describe('a mail', () => {
  const mail = (change: object = {}) =>
    JSON.parse(
      sendMail(
        outgoing({ channel: 'email', messageId: ROW, to: 'maya@example.com', text: 'Hi', ...change }),
        config,
      ).body ?? '',
    ) as Record<string, unknown>;
  test('is from whom the message says, else whom the settings say, and is never without words', () => {
    expect(mail()).toMatchObject({
      from: { email: 'hello@harbour-lane.example', name: 'Harbour Lane' },
      subject: ' ',
      content: [{ type: 'text/plain', value: 'Hi' }],
    });
    expect(mail()).not.toHaveProperty('reply_to');
    expect(
      mail({
        from: { address: 'anna@b.example', name: null },
        replyTo: 'care@b.example',
        text: '',
        html: '<p>x</p>',
      }),
    ).toMatchObject({
      from: { email: 'anna@b.example' },
      reply_to: { email: 'care@b.example' },
      content: [{ value: ' ' }, { type: 'text/html' }],
    });
  });
  test.each([
    [202, {}, { result: 'accepted', providerId: null }],
    [
      400,
      { errors: [{ message: 'One.' }, { message: 'Two.' }, null, { message: 7 }] },
      { result: 'rejected', reason: 'SendGrid: One. Two.' },
    ],
    [413, 'too large', { result: 'rejected', reason: 'SendGrid: it gave no reason' }],
    [404, {}, { result: 'retry', connectionProblem: true }],
    [200, {}, { result: 'unknown' }],
    [302, {}, { result: 'unknown' }],
  ])('answered with %i %j', (status, body, outcome) =>
    expect(sendgridOutcome(answered({ status, body }))).toMatchObject(outcome),
  );
});

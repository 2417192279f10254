import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answered, recorded } from '../testing/recorded.ts';
import { drive } from '../testing/drive.ts';
import { PublishedContract } from '../testing/published-contract.ts';
import { outgoing, type OutgoingMessage } from '../delivery.ts';
import type { HttpRequest } from '../exchange.ts';
import { sendgridConfig } from './config.ts';
import { sendgrid } from './connector.ts';
import { sendMail, sendgridOutcome } from './deliver.ts';
import { sendgridIntake, sendgridReports } from './events.ts';
import { sendgridRegistration } from './registration.ts';
import { sendgridPull } from './suppressions.ts';

const mail = new PublishedContract(new URL('./contract/mail.openapi.json', import.meta.url));
const webhooks = new PublishedContract(new URL('./contract/webhooks.openapi.json', import.meta.url));
const suppressions = new PublishedContract(new URL('./contract/suppressions.openapi.json', import.meta.url));
const answer = (name: string) => recorded(new URL(`./recorded/${name}.json`, import.meta.url));
const config = sendgridConfig.parse(sendgrid.example);
const ROW = '0193b2c4-7c1a-7d22-8e5f-2b9a40c1d7e3';
const letter = (change: Partial<OutgoingMessage> = {}): OutgoingMessage =>
  outgoing({
    channel: 'email',
    messageId: ROW,
    to: 'maya@example.com',
    subject: 'Your cart',
    html: '<p>Hello</p>',
    text: 'Hello',
    ...change,
  });

describe('a mail, held against what SendGrid publishes', () => {
  test('whatever is written, to whomever, is as described and has no field it does not know', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 60 });
    const name = fc.option(word, { nil: null });
    fc.assert(
      fc.property(name, name, fc.option(word, { nil: null }), word, (toName, subject, html, text) => {
        const headers = { 'List-Unsubscribe': '<https://shop.example/u/1>' };
        const from = { address: 'news@harbour-lane.example', name: toName };
        expect(
          mail.problem(
            sendMail(
              letter({ toName, subject, html, text, headers, from, replyTo: 'help@example.com' }),
              config,
            ),
          ),
        ).toBeNull();
        expect(mail.problem(sendMail(letter({ subject, html, text }), config))).toBeNull();
      }),
    );
  });

  test('carries our id, the key nowhere but in its place, and leaves links and pictures alone', () => {
    const request = sendMail(letter(), config);
    const body = JSON.parse(request.body ?? '') as {
      personalizations: unknown[];
      tracking_settings: unknown;
    };
    expect(body.personalizations).toEqual([
      { to: [{ email: 'maya@example.com' }], custom_args: { millrace_message: ROW } },
    ]);
    expect(JSON.stringify(body.tracking_settings)).not.toContain('true');
    expect(JSON.stringify({ ...request, auth: undefined })).not.toContain(config.apiKey);
  });

  test('the contract itself refuses what is not described', () => {
    const request = sendMail(letter(), config);
    const bent = (change: Partial<HttpRequest>) => mail.problem({ ...request, ...change });
    expect(bent({ method: 'PUT' })).toContain('not described');
    expect(bent({ body: JSON.stringify({ ...JSON.parse(request.body ?? ''), sujbect: 'x' }) })).toContain(
      'sujbect',
    );
    expect(bent({ body: '{"from":{"email":"a@b.example"}}' })).toContain('required');
    expect(bent({ url: `${request.url}?now=1` })).toContain('now');
  });
});

describe('what an answer means for a mail', () => {
  test.each([
    ['accepted', { result: 'accepted', providerId: 'wrfRRvF7Q0GgwUo2CvDmEA' }],
    [
      'refused-address',
      { result: 'rejected', suppress: null, reason: 'SendGrid: Does not contain a valid address.' },
    ],
    ['refused-sender', { result: 'retry', connectionProblem: true }],
    ['refused-key', { result: 'retry', connectionProblem: true }],
    ['too-many', { result: 'retry', afterMs: 3_000, connectionProblem: false }],
  ])('%s', (name, outcome) => expect(sendgridOutcome(answer(name))).toMatchObject(outcome));
});

const event = (kind: string, more: object = {}) => ({
  event: kind,
  email: 'maya@example.com',
  timestamp: 1_794_312_003,
  sg_event_id: `e-${kind}`,
  sg_message_id: 'abc.recvd-1.0',
  millrace_message: ROW,
  ...more,
});

describe('what SendGrid reports', () => {
  test.each([
    ['processed', {}, 'message-sent', null],
    ['delivered', {}, 'message-delivered', null],
    ['bounce', { type: 'bounce' }, 'message-failed', 'bounced'],
    ['bounce', { type: 'blocked' }, 'message-undelivered', null],
    ['dropped', { reason: 'Bounced Address' }, 'message-failed', 'bounced'],
    ['dropped', { reason: 'Unsubscribed Address' }, 'message-failed', 'unsubscribed'],
    ['dropped', { reason: 'Invalid' }, 'message-failed', 'invalid-address'],
    ['dropped', { reason: 'Recipient List over Package Quota' }, 'message-failed', null],
    ['spamreport', {}, 'message-complained', 'complained'],
  ])('%s %o', (kind, more, told, suppress) => {
    expect(sendgridReports('events', [event(kind, more)])).toMatchObject([
      { event: told, suppress, messageId: ROW, providerId: 'abc', address: 'maya@example.com' },
    ]);
  });

  test.each(['open', 'click', 'deferred', 'group_resubscribe', 'something-new'])('%s is no news', (kind) => {
    expect(sendgridReports('events', [event(kind)])).toEqual([]);
    expect(sendgridIntake('events', [event(kind)])).toEqual([]);
  });

  test.each(['unsubscribe', 'group_unsubscribe', 'spamreport'])(
    '%s ends e-mail for the person, from when they said so',
    (kind) => {
      expect(sendgridIntake('events', [event(kind)])).toMatchObject([
        {
          type: 'customer-unsubscribed',
          customer: { consent: { email: { state: 'unsubscribed', at: 1_794_312_003_000 } } },
        },
      ]);
    },
  );

  test('one event that cannot be read does not cost the others of its batch', () => {
    expect(sendgridReports('events', [null, 7, {}, event('delivered')])).toHaveLength(1);
    expect(() => sendgridReports('events', [{}])).toThrow(/event/);
  });

  test('an id that is not ours is not taken for one', () => {
    expect(sendgridReports('events', [event('delivered', { millrace_message: "x' or 1=1" })])).toMatchObject([
      { messageId: null, providerId: 'abc' },
    ]);
  });
});

const address = 'https://shop.example/hooks/sendgrid/c1';
/** SendGrid's settings of webhooks, as its description has them. */
function settings(hooks: Record<string, unknown>[]) {
  return (request: HttpRequest) => {
    expect(webhooks.problem(request)).toBeNull();
    const path = new URL(request.url).pathname;
    const body = request.body === null ? {} : (JSON.parse(request.body) as Record<string, unknown>);
    if (path.endsWith('/all'))
      return answered({ status: 200, body: { max_allowed: 5, webhooks: hooks.length > 0 ? hooks : [{}] } });
    if (path.includes('/signed/')) {
      const hook = hooks.find(({ id }) => path.endsWith(String(id)));
      if (!hook) return answered({ status: 404, body: { errors: [{ message: 'Invalid id provided.' }] } });
      hook['public_key'] = 'MFkwEw==';
      return answered({ status: 200, body: { id: hook['id'], public_key: 'MFkwEw==' } });
    }
    const id = /settings\/([^/]+)$/.exec(path)?.[1];
    if (request.method === 'DELETE') {
      hooks.splice(
        hooks.findIndex((one) => one['id'] === id),
        1,
      );
      return answered({ status: 204, body: '' });
    }
    const hook = hooks.find((one) => one['id'] === id) ?? { id: `h${hooks.length + 1}` };
    if (!hooks.includes(hook)) hooks.push(hook);
    Object.assign(hook, body);
    return answered({ status: 201, body: hook });
  };
}

describe('the event webhook', () => {
  test('is made, signed and its key learned; asked again nothing is made twice; removed, made again', () => {
    const hooks: Record<string, unknown>[] = [];
    const ensure = () => drive(sendgridRegistration.ensure(config, address, false), settings(hooks)).result;
    expect(ensure()).toMatchObject({
      result: 'registered',
      made: 1,
      learned: { verificationKey: 'MFkwEw==' },
    });
    expect(ensure()).toMatchObject({ result: 'registered', made: 0 });
    hooks[0]!['enabled'] = false;
    expect(ensure()).toMatchObject({ made: 1 });
    expect(hooks).toHaveLength(1);
    hooks.length = 0;
    expect(ensure()).toMatchObject({ made: 1 });
    drive(sendgridRegistration.remove!(config, address), settings(hooks));
    expect(hooks).toEqual([]);
  });

  test.each([
    [401, 'refused', true],
    [403, 'refused', true],
    [429, 'not-now', false],
    [503, 'not-now', false],
  ] as const)('%i stops it, and says why', (status, result, isSignIn) => {
    expect(
      drive(sendgridRegistration.ensure(config, address, false), () => answered({ status, body: {} })).result,
    ).toMatchObject({
      result,
      isSignIn,
    });
  });
});

describe('its lists of addresses', () => {
  test.each(sendgridPull.resources)('$id are asked for as described, page by page', (resource) => {
    const place = { cursor: null, since: Date.UTC(2026, 10, 1), until: Date.UTC(2026, 10, 2) };
    const problem = (cursor: number | null) =>
      suppressions.problem(resource.request(config, { ...place, cursor }));
    expect([problem(null), problem(500)]).toEqual([null, null]);
    const full = Array.from({ length: 500 }, (_one, index) => ({
      created: 1_794_312_000 + index,
      email: `p${index}@example.com`,
    }));
    const read = (rows: unknown[], cursor: number | null) =>
      resource.read(answered({ status: 200, body: rows }), config, { ...place, cursor });
    expect(read(full, null)).toMatchObject({ next: 500 });
    expect(read(full.slice(0, 3), 500)).toMatchObject({ next: null });
  });
});

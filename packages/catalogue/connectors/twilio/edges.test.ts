import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, SECOND } from '@millrace/base';
import { outgoing } from '../delivery.ts';
import { decodeForm } from '../form.ts';
import { answered } from '../testing/recorded.ts';
import { twilioCallbacks, twilioDeliveryId, twilioIntake, twilioTopic } from './callbacks.ts';
import { twilioConfig } from './config.ts';
import { createMessage, twilioOutcome } from './deliver.ts';
import { isSettingsProblem, suppressionOf } from './error-codes.ts';
import { lookUp } from './look-up.ts';

const settings = (change: object = {}) =>
  twilioConfig.parse({
    accountSid: `AC${'0'.repeat(32)}`,
    authToken: 'example-token',
    from: '+14155550100',
    ...change,
  });
const ROW = '0193b2c4-7c1a-7d22-8e5f-2b9a40c1d7e3';
const text = (change: object = {}) =>
  outgoing({
    channel: 'sms',
    messageId: ROW,
    to: '+13125550142',
    text: 'Your cart is waiting',
    callbackUrl: null,
    ...change,
  });
const said = (status: number, body: unknown) => twilioOutcome(answered({ status, body }));

describe('a refusal by its code', () => {
  test('closes a number only where the number is at fault, and waits where the settings are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 70_000 }), (code) => {
        const outcome = said(400, { code, message: 'No.', status: 400 });
        if (isSettingsProblem(code))
          expect(outcome).toMatchObject({ result: 'retry', connectionProblem: true });
        else
          expect(outcome).toMatchObject({
            result: 'rejected',
            suppress: suppressionOf(code),
            reason: `Twilio: No. (${code})`,
          });
        expect(isSettingsProblem(code) && suppressionOf(code) !== null).toBe(false);
      }),
    );
  });
  // Twilio's error and warning dictionary (twilio.com/docs/api/errors).
  test.each([
    [21610, 'unsubscribed'],
    [21211, 'invalid-address'],
    [21614, 'invalid-address'],
    [30005, 'invalid-address'],
    [30003, null],
    [30007, null],
    [21617, null],
  ])('%i closes it by %s', (code, reason) => expect(suppressionOf(code)).toBe(reason));
  test.each([20003, 20404, 21212, 21408, 21606, 21703])('%i is about the sender or the account', (code) => {
    expect(isSettingsProblem(code)).toBe(true);
  });
  test('without a code is a refusal of the text, and the number stays open', () => {
    expect(said(400, '<html>')).toEqual({
      result: 'rejected',
      reason: 'Twilio: answered 400',
      suppress: null,
    });
    expect([suppressionOf(null), isSettingsProblem(null)]).toEqual([null, false]);
  });
});

describe('a text that was taken', () => {
  test.each(['queued', 'accepted', 'sending', 'sent', 'scheduled', undefined])(
    'and is %s is on its way',
    (status) => {
      expect(said(201, { sid: 'SM1', status })).toEqual({ result: 'accepted', providerId: 'SM1' });
    },
  );
  test.each([
    ['failed', 30006, 'invalid-address'],
    ['undelivered', 30003, null],
    ['failed', null, null],
  ])('and %s at once with %j is not', (status, error_code, suppress) => {
    expect(said(201, { sid: 'SM1', status, error_code, error_message: null })).toMatchObject({
      result: 'rejected',
      suppress,
    });
  });
});

describe('where Twilio calls back', () => {
  const callback = (callbackUrl: string) =>
    decodeForm(createMessage(text({ callbackUrl }), settings()).body ?? '')['StatusCallback'];
  test.each([
    ['https://shop.example/hooks/twilio/c1', `https://shop.example/hooks/twilio/c1?message=${ROW}`],
    ['https://shop.example/hooks?x=1', `https://shop.example/hooks?x=1&message=${ROW}`],
    ['http://203.0.113.7/hooks', `http://203.0.113.7/hooks?message=${ROW}`],
    ['http://172.32.0.1/hooks', `http://172.32.0.1/hooks?message=${ROW}`],
  ])('%s carries the message', (url, full) => expect(callback(url)).toBe(full));
  test.each([
    'http://10.0.0.1/x',
    'http://172.16.0.1/x',
    'http://172.31.9.9/x',
    'http://169.254.1.1/x',
    'http://0.0.0.0/x',
    'http://shop/x',
    'http://shop.internal/x',
    'http://shop.test/x',
    'not an address',
  ])('is left out where it could not: %s', (url) => expect(callback(url)).toBeUndefined());
});

test.each([
  [{ from: '+14155550100' }, true],
  [{ from: '12345' }, true],
  [{ from: 'Harbour Ln' }, true],
  [{ from: 'A name too long' }, false],
  [{ from: '+0123' }, false],
  [{ from: undefined }, false],
  [{ from: undefined, messagingServiceSid: `MG${'a'.repeat(32)}` }, true],
  [{ messagingServiceSid: 'MG1' }, false],
  [{ accountSid: 'AC1' }, false],
  [{ apiAddress: 'https://api.twilio.com/x' }, false],
])('settings with %j can be used: %s', (change, can) => {
  expect(
    twilioConfig.safeParse({
      accountSid: `AC${'0'.repeat(32)}`,
      authToken: 'example-token',
      from: '+14155550100',
      ...change,
    }).success,
  ).toBe(can);
});

describe('a text that is looked up', () => {
  const at = Date.UTC(2026, 10, 10, 16, 20, 3, 700);
  const listed = (change: object = {}) => ({
    sid: 'SM1',
    body: 'Your cart is waiting',
    to: '+13125550142',
    status: 'delivered',
    direction: 'outbound-api',
    date_created: new Date(at).toUTCString(),
    ...change,
  });
  const found = (messages: object[], more: object = {}) =>
    lookUp.read(answered({ status: 200, body: { messages, ...more } }), text(), at);
  test.each([
    ['delivered', 'accepted'],
    ['queued', 'accepted'],
    ['failed', 'failed'],
    ['undelivered', 'failed'],
    ['canceled', 'failed'],
  ])('and is %s counts as %s', (status, state) => {
    expect(found([listed({ status })])).toMatchObject({ found: true, providerId: 'SM1', state });
  });
  test('is known by its number, wording, direction and time, all of them', () => {
    expect(found([listed({ to: '+13125550143' })])).toEqual({ found: false });
    expect(found([listed({ direction: 'inbound' })])).toEqual({ found: false });
    expect(found([listed({ date_created: 'soon' })])).toEqual({ found: false });
    expect(found([listed({ date_created: new Date(at - 7 * SECOND).toUTCString() })])).toEqual({
      found: false,
    });
    expect(found([listed({ date_created: new Date(at - 4 * SECOND).toUTCString() })])).toMatchObject({
      found: true,
    });
    expect(found([listed()], { next_page_uri: '/more' })).toMatchObject({ found: true });
  });
  test('is asked for from a day before the attempt, whatever the time of day', () => {
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }), (attemptedAt) => {
        const url = new URL(lookUp.request(text(), settings(), attemptedAt).url);
        const since = Date.parse(url.searchParams.get('DateSent>')!);
        expect(since % DAY).toBe(0);
        expect(attemptedAt - since >= DAY && attemptedAt - since < 2 * DAY).toBe(true);
        expect(url.searchParams.get('To')).toBe('+13125550142');
      }),
    );
  });
});

describe('what Twilio posts', () => {
  const form = fc.record(
    {
      MessageSid: fc.constantFrom('SM1', ''),
      SmsSid: fc.constantFrom('SM2', ''),
      MessageStatus: fc.constantFrom(
        'sent',
        'delivered',
        'read',
        'undelivered',
        'failed',
        'queued',
        'new-word',
      ),
      SmsStatus: fc.constantFrom('received', 'sent'),
      ErrorCode: fc.constantFrom('30005', 'x', ''),
      From: fc.constantFrom('+13125550142', '12345'),
      Body: fc.constantFrom('', 'STOP', 'START', 'Is it blue?'),
      OptOutType: fc.constantFrom('STOP', 'START', 'HELP'),
    },
    { requiredKeys: [] },
  );
  test('is told the same each time under the same name, and refused by a name where it has no sid', () => {
    fc.assert(
      fc.property(form, (given) => {
        const topic = twilioTopic(given);
        const connection = { config: settings(), headers: {}, query: { message: ROW } };
        const sid = given.MessageSid || given.SmsSid;
        const read = () => twilioCallbacks(topic, given, connection);
        if (topic === '') {
          expect(read).toThrow(expect.objectContaining({ code: 'topic-unknown' }));
          return;
        }
        if (!sid) {
          expect(read).toThrow(/MessageSid/);
          return;
        }
        const reports = read();
        expect(read()).toEqual(reports);
        expect(twilioDeliveryId(given)).toContain(sid);
        for (const report of reports) {
          expect(report.id).toContain(sid);
          expect(report.messageId).toBe(topic === 'inbound' ? null : ROW);
          expect(report.text === null).toBe(topic !== 'inbound');
        }
      }),
    );
  });
  test('of consent counts a STOP before anything else, and is dated as it came', () => {
    const inbound = (more: object) =>
      twilioIntake(
        'inbound',
        { MessageSid: 'SM1', From: '+13125550142', SmsStatus: 'received', ...more },
        { receivedAt: Date.UTC(2026, 10, 10) },
      );
    expect(inbound({ Body: 'STOP', OptOutType: 'START' })[0]?.type).toBe('customer-unsubscribed');
    expect(inbound({ Body: 'anything', OptOutType: 'STOP' })[0]?.type).toBe('customer-unsubscribed');
    expect(inbound({ Body: 'anything', OptOutType: 'HELP' })).toEqual([]);
    expect(inbound({ Body: 'START' })[0]?.customer?.consent?.['sms']).toMatchObject({
      state: 'subscribed',
      at: Date.UTC(2026, 10, 10),
    });
    expect(twilioIntake('inbound', { MessageSid: 'SM1', Body: 'STOP' })).toEqual([]);
  });
});

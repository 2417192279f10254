import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { HttpAnswer } from '../exchange.ts';
import { outgoing } from '../delivery.ts';
import { twilioCallbacks, twilioDeliveryId, twilioIntake, twilioTopic } from './callbacks.ts';
import { twilioConfig } from './config.ts';
import { twilioOutcome } from './deliver.ts';
import { lookUp } from './look-up.ts';

const read = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', `${name}.json`), 'utf8')) as Record<
    string,
    unknown
  >;
function answer(name: string): HttpAnswer {
  const { status, headers, body } = read(name) as {
    status: number;
    headers: Record<string, string>;
    body: unknown;
  };
  const retryAfter = headers['retry-after'];
  return {
    kind: 'answered',
    status,
    headers,
    body: JSON.stringify(body),
    json: typeof body === 'string' ? undefined : body,
    retryAfterMs: retryAfter === undefined ? null : Number(retryAfter) * 1_000,
  };
}
const config = twilioConfig.parse({
  accountSid: 'AC00000000000000000000000000000001',
  authToken: 'example-token',
  from: '+14155550100',
});

describe('what an answer means for a text', () => {
  test('created: it was taken, under this name', () => {
    expect(twilioOutcome(answer('created'))).toEqual({
      result: 'accepted',
      providerId: 'SM5a1f0c7be24d4c0f8a9be0d1c2f3a4b5',
    });
  });

  test('unsubscribed at the carrier: never again, and the number is closed', () => {
    expect(twilioOutcome(answer('refused-unsubscribed'))).toMatchObject({
      result: 'rejected',
      suppress: 'unsubscribed',
    });
  });

  test.each(['refused-invalid-number', 'refused-landline'])(
    '%s: the number cannot get texts and is closed',
    (name) => {
      expect(twilioOutcome(answer(name))).toMatchObject({ result: 'rejected', suppress: 'invalid-address' });
    },
  );

  test('a fault of the text itself closes no number', () => {
    expect(twilioOutcome(answer('refused-too-long'))).toMatchObject({ result: 'rejected', suppress: null });
  });

  test.each(['refused-password', 'refused-sender'])(
    '%s: the settings are wrong, so the text waits and the owner is told',
    (name) => {
      expect(twilioOutcome(answer(name))).toMatchObject({ result: 'retry', connectionProblem: true });
    },
  );

  test('too many at once: again, when Twilio says so', () => {
    expect(twilioOutcome(answer('too-many'))).toMatchObject({
      result: 'retry',
      afterMs: 2_000,
      connectionProblem: false,
    });
  });

  test('a broken answer, or one that names no message: nobody knows', () => {
    expect(twilioOutcome(answer('broken')).result).toBe('unknown');
    expect(
      twilioOutcome({
        kind: 'answered',
        status: 201,
        headers: {},
        body: '',
        json: undefined,
        retryAfterMs: null,
      }).result,
    ).toBe('unknown');
  });
});

describe('looking up a text whose fate is unclear', () => {
  const sent = outgoing({
    channel: 'sms',
    messageId: 'm1',
    to: '+13125550142',
    text: 'Your cart is waiting ☕',
  });
  const at = Date.parse('2026-11-10T16:20:03.700Z');

  test('finds it by number, wording and time', () => {
    expect(lookUp.read(answer('list'), sent, at)).toMatchObject({
      found: true,
      providerId: 'SM5a1f0c7be24d4c0f8a9be0d1c2f3a4b5',
      state: 'accepted',
    });
  });

  test('does not take an earlier text, or another wording, for it', () => {
    expect(lookUp.read(answer('list'), sent, at + 60_000)).toEqual({ found: false });
    expect(lookUp.read(answer('list'), { ...sent, text: 'Another text' }, at)).toEqual({ found: false });
  });

  test('does not pretend to know when the list is cut, hidden or not there', () => {
    const list = answer('list') as Extract<HttpAnswer, { kind: 'answered' }>;
    const json = list.json as { messages: Record<string, unknown>[] };
    expect(
      lookUp.read({ ...list, json: { ...json, next_page_uri: '/more' } }, { ...sent, text: 'x' }, at).found,
    ).toBeNull();
    expect(
      lookUp.read(
        { ...list, json: { ...json, messages: json.messages.map((one) => ({ ...one, body: '' })) } },
        sent,
        at,
      ).found,
    ).toBeNull();
    expect(lookUp.read(answer('broken'), sent, at).found).toBeNull();
    expect(lookUp.read({ kind: 'no-answer', cause: 'timeout', reason: 'x' }, sent, at).found).toBeNull();
  });
});

describe('what Twilio calls back with', () => {
  const given = (name: string) =>
    read(name) as { query: Record<string, string>; form: Record<string, string> };
  const reports = (name: string) =>
    twilioCallbacks(twilioTopic(given(name).form), given(name).form, {
      config,
      headers: {},
      query: given(name).query,
    });

  test('delivered: our message is told so, by its own id', () => {
    expect(reports('callback-delivered')).toMatchObject([
      {
        event: 'message-delivered',
        messageId: '0193b2c4-7c1a-7d22-8e5f-2b9a40c1d7e3',
        providerId: 'SM5a1f0c7be24d4c0f8a9be0d1c2f3a4b5',
        suppress: null,
      },
    ]);
  });

  test('news whose address was tampered with is told by the name at Twilio alone', () => {
    const { form } = given('callback-delivered');
    expect(
      twilioCallbacks('status', form, { config, headers: {}, query: { message: "x' or 1=1" } }),
    ).toMatchObject([{ messageId: null, providerId: form['MessageSid'] }]);
  });

  test('undelivered to a number that does not exist closes the number', () => {
    expect(reports('callback-undelivered')).toMatchObject([
      { event: 'message-undelivered', suppress: 'invalid-address', reason: 'Twilio: not delivered (30005)' },
    ]);
  });

  test('the same news twice has the same id, and other news of the same text another', () => {
    const { form } = given('callback-delivered');
    expect(twilioDeliveryId(form)).toBe(twilioDeliveryId({ ...form }));
    expect(twilioDeliveryId({ ...form, MessageStatus: 'sent' })).not.toBe(twilioDeliveryId(form));
    expect(reports('callback-delivered')[0]?.id).toBe('twilio:SM5a1f0c7be24d4c0f8a9be0d1c2f3a4b5:delivered');
  });

  test('still on its way is no news', () => {
    expect(
      twilioCallbacks(
        'status',
        { ...given('callback-delivered').form, MessageStatus: 'queued' },
        { config, headers: {} },
      ),
    ).toEqual([]);
  });

  test('STOP ends texts for that number and is a reply on the timeline', () => {
    const { form } = given('inbound-stop');
    expect(twilioTopic(form)).toBe('inbound');
    expect(twilioIntake('inbound', form)).toMatchObject([
      {
        type: 'customer-unsubscribed',
        customer: {
          phone: '+13125550142',
          consent: { sms: { state: 'unsubscribed', source: 'Texted STOP' } },
        },
      },
    ]);
    expect(reports('inbound-stop')).toMatchObject([
      { event: 'message-replied', address: '+13125550142', messageId: null },
    ]);
  });

  test.each([
    'stop',
    'STOP.',
    ' Unsubscribe ',
    'stopall',
    'quit!',
    'Stop. Thank you',
    'Revoke',
    'opt out',
    'Opt-Out!',
    's t o p',
  ])('"%s" means stop, also where Twilio does not say so', (Body) => {
    expect(twilioIntake('inbound', { ...given('inbound-reply').form, Body })[0]?.type).toBe(
      'customer-unsubscribed',
    );
  });

  test('words of another language count where the store writes in it', () => {
    const form = { ...given('inbound-reply').form, Body: 'Bitte abmelden' };
    expect(twilioIntake('inbound', form, { languages: ['de'] })[0]?.type).toBe('customer-unsubscribed');
    expect(twilioIntake('inbound', form, { languages: ['en'] })).toEqual([]);
  });

  test('START lets texts come again', () => {
    expect(twilioIntake('inbound', { ...given('inbound-reply').form, Body: 'Start' })).toMatchObject([
      {
        type: 'customer-subscribed',
        customer: { consent: { sms: { state: 'subscribed', optIn: 'single' } } },
      },
    ]);
  });

  test.each(['Is the mug dishwasher safe? 🙏', 'HELP', 'please do not stop sending these', 'yes'])(
    '"%s" is an answer and changes no consent',
    (Body) => {
      const form = { ...given('inbound-reply').form, Body };
      expect(twilioIntake('inbound', form)).toEqual([]);
      expect(twilioCallbacks('inbound', form, { config, headers: {} })).toMatchObject([
        { event: 'message-replied', text: Body },
      ]);
    },
  );
});

import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { CONNECTORS, actOf, connector, deliveryOf, findConnector, outgoing } from './kinds.ts';
import { fieldMeta, secretFields, signatureSecrets } from './secret-fields.ts';
import { deliveryIdOf, topicOf, type Webhook } from './webhook.ts';

/** Names that every object has. */
const INHERITED = ['constructor', 'toString', '__proto__', 'hasOwnProperty', ''];

describe('a connector', () => {
  test('is found by its name, and one that is not there is not', () => {
    for (const kind of CONNECTORS) expect([findConnector(kind.id), connector(kind.id)]).toEqual([kind, kind]);
    for (const id of INHERITED) {
      expect(findConnector(id)).toBeUndefined();
      expect(() => connector(id)).toThrow(expect.objectContaining({ code: 'not-found' }));
    }
  });

  test('does what it says it does, and nothing because of a name that every object has', () => {
    for (const kind of CONNECTORS)
      for (const name of INHERITED) {
        expect(actOf(kind, name)).toBeUndefined();
        expect(deliveryOf(kind, name)).toBe(kind.deliverAny);
      }
    expect([actOf(undefined, 'refund'), deliveryOf(undefined, 'email')]).toEqual([undefined, undefined]);
    expect(deliveryOf(connector('twilio'), 'email')).toBeUndefined();
  });
});

test('a message has null for what it does not have', () => {
  const least = { channel: 'sms', messageId: 'm', to: '+14155550123', text: 'Hi' };
  expect(outgoing(least)).toMatchObject({ ...least, from: null, html: null, headers: {}, parts: null });
  expect(outgoing({ ...least, subject: 'S' }).subject).toBe('S');
});

describe('settings', () => {
  test('tell of a field what was said of it before it became optional or got a default', () => {
    const field = z.string().meta({ title: 'Key', secret: true });
    for (const wrapped of [field, field.optional(), field.default('x'), field.optional().nullable()])
      expect(fieldMeta(wrapped)).toMatchObject({ title: 'Key', secret: true });
    expect(fieldMeta(field.optional().meta({ title: 'Other' }))).toMatchObject({
      title: 'Other',
      secret: true,
    });
    expect(fieldMeta(z.string())).toEqual({});
  });

  test('that sign are those that are filled in, the newest first', () => {
    const slack = connector('slack');
    expect(signatureSecrets(slack, { signingSecret: 'new', previousSigningSecret: 'old' })).toEqual([
      'new',
      'old',
    ]);
    for (const empty of [undefined, '', null, 7])
      expect(signatureSecrets(slack, { signingSecret: 'new', previousSigningSecret: empty })).toEqual([
        'new',
      ]);
    expect(signatureSecrets(slack, null)).toEqual([]);
    expect(signatureSecrets(connector('smtp'), { password: 'x' })).toEqual([]);
  });

  test('that are refused never say the secret that was entered', () => {
    const typed = 'hunter2-hunter2';
    for (const kind of CONNECTORS)
      for (const name of secretFields(kind)) {
        const { error } = kind.config.safeParse({ ...(kind.example as object), [name]: `${typed}\n` });
        expect(JSON.stringify(error?.issues.map(({ message }) => message) ?? [])).not.toContain(typed);
      }
  });
});

describe('a delivery', () => {
  const webhook = (more: Partial<Webhook>): Webhook => ({
    signature: { kind: 'token', at: { header: 'x' }, form: 'plain', secrets: ['x'] },
    format: 'json',
    topics: [],
    ignored: [],
    topicHeader: null,
    deliveryIdHeader: null,
    answer: { contentType: 'text/plain', body: '' },
    ...more,
  });

  test('is of the topic that its header names, else its body, else of none', () => {
    const both = webhook({ topicHeader: 'x-topic', topicOf: () => 'from the body' });
    expect(topicOf(both, { 'x-topic': 'from the header' }, {})).toBe('from the header');
    expect(topicOf(both, {}, {})).toBe('from the body');
    expect(topicOf(webhook({}), { 'x-topic': 'x' }, {})).toBe('');
  });

  test('is known by the id that its header gives, else its body, else by none', () => {
    const both = webhook({ deliveryIdHeader: 'x-id', deliveryIdOf: () => 'body' });
    expect(deliveryIdOf(both, { 'x-id': 'header' }, {})).toBe('header');
    expect(deliveryIdOf(both, {}, {})).toBe('body');
    expect(deliveryIdOf(webhook({ deliveryIdOf: () => null }), {}, {})).toBeNull();
    expect(deliveryIdOf(webhook({}), { 'x-id': 'x' }, {})).toBeNull();
  });
});

import { describe, expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { CHANNELS, emailChannel, smsChannel } from '@millrace/channels';
import { kinds } from '../kinds.ts';
import { sendNode } from './definition.ts';

const sendEmail = sendNode(emailChannel);
const sendSms = sendNode(smsChannel);

const example = sendEmail.example as Readonly<Record<string, unknown>>;
const settled = (
  outcome: 'sent' | 'refused' | 'skipped' | 'failed' | 'unknown' | 'silent',
  ifNotSent?: string,
) =>
  wakeAt(
    sendEmail,
    { ...example, ...(ifNotSent ? { ifNotSent } : {}) },
    { type: 'settled', messageId: 'm', outcome, reason: null },
  );

test('arriving plans an e-mail with the purpose of the flow, unless it has its own', () => {
  expect(arriveAt(sendEmail, example)).toMatchObject({ message: { channel: 'email', purpose: 'flow' } });
  expect(arriveAt(sendEmail, { ...example, purpose: 'transactional' })).toMatchObject({
    message: { channel: 'email', purpose: 'transactional' },
  });
});

describe('after the outcome of the message', () => {
  test('the person goes on, whatever the outcome', () => {
    for (const outcome of ['sent', 'refused', 'skipped', 'failed', 'unknown', 'silent'] as const)
      expect(settled(outcome)).toEqual({ go: 'next' });
  });
  test('one that was not sent takes its own branch, if the marketer chose that', () => {
    for (const outcome of ['refused', 'skipped', 'failed'] as const)
      expect(settled(outcome, 'way')).toEqual({ go: 'not-sent' });
    for (const outcome of ['sent', 'unknown', 'silent'] as const)
      expect(settled(outcome, 'way')).toEqual({ go: 'next' });
  });
  test('one that was not sent ends the flow, if the marketer chose that', () => {
    expect(settled('failed', 'end')).toMatchObject({ end: 'not-sent' });
    expect(settled('sent', 'end')).toEqual({ go: 'next' });
  });
  test('other wakes are ignored', () => {
    expect(wakeAt(sendEmail, example, { type: 'timer' })).toBeNull();
  });
});

test('the branch for messages not sent exists only when chosen', () => {
  expect(sendEmail.ports({}).map(({ id }) => id)).toEqual(['next']);
  expect(sendEmail.ports({ ifNotSent: 'way' }).map(({ id }) => id)).toEqual(['next', 'not-sent']);
});

test('missing content is a problem at its field', () => {
  const found = checked(sendEmail, {
    content: { subject: '', blocks: [{ type: 'button', label: 'Go', link: '' }] },
  });
  expect(found.join(' ')).toMatch(/no subject/);
  expect(found.join(' ')).toMatch(/leads nowhere/);
  expect(checked(sendEmail, example)).toEqual([]);
});

test('it lists the variables that its content uses', () => {
  const uses = (content: Readonly<Record<string, unknown>>) =>
    sendEmail.uses?.(sendEmail.config.parse({ content }) as never);
  expect(
    uses({
      subject: 'For {{ decision.segment }}',
      blocks: [{ type: 'text', text: '{% if decision.recovery > 0.5 %}x{% endif %}' }],
    }),
  ).toEqual(['segment', 'recovery']);
  expect(uses({ subject: 'A code', blocks: [{ type: 'discount' }] })).toEqual(['code']);
  expect(uses({ subject: '{{ discount.label }}', blocks: [] })).toEqual(['code']);
  expect(uses({ subject: 'decision.segment in plain words', blocks: [] })).toEqual([]);
});

test('the card shows the subject', () => {
  expect(sendEmail.sentence({ content: { subject: 'Hello' } })).toBe('E-mail “Hello”');
});

test('every channel has one, with the name used in stored flows', () => {
  for (const channel of CHANNELS)
    expect(kinds[`send-${channel.id}`]).toMatchObject({ channel: channel.id, family: 'message' });
  expect([sendEmail.title, sendSms.title]).toEqual(['Send e-mail', 'Send text message']);
});

test('its history has the subject, if there is one', () => {
  expect(arriveAt(sendEmail, { content: { subject: 'Hello {{ customer.firstName }}' } })).toMatchObject({
    sentence: 'Will get the e-mail “Hello [first name]”.',
  });
  expect(arriveAt(sendEmail, {})).toMatchObject({ sentence: 'Will get an e-mail.' });
  expect(arriveAt(sendSms, { content: { text: 'Hi' } })).toMatchObject({
    message: { channel: 'sms', purpose: 'flow' },
    sentence: 'Will get a text message.',
  });
});

describe('a text message', () => {
  const text = sendSms.example as Readonly<Record<string, unknown>>;
  const refused = { type: 'settled', messageId: 'm', outcome: 'refused', reason: 'consent' } as const;

  test('refused by a guardrail stalls nobody', () => {
    expect(wakeAt(sendSms, text, refused)).toEqual({ go: 'next' });
    expect(wakeAt(sendSms, { ...text, ifNotSent: 'way' }, refused)).toEqual({ go: 'not-sent' });
  });

  test('without words, or far too long, is a problem', () => {
    expect(checked(sendSms, { content: { text: '' } })).toEqual([expect.stringMatching(/no text yet/)]);
    expect(checked(sendSms, { content: { text: 'a'.repeat(1_600) } }).join(' ')).toMatch(/parts/);
    expect(checked(sendSms, text)).toEqual([]);
  });

  test('that shows the code says so', () => {
    expect(
      sendSms.uses?.(sendSms.config.parse({ content: { text: 'Use {{ discount.code }}' } }) as never),
    ).toEqual(['code']);
  });

  test('has a card with the beginning of its words', () => {
    expect(sendSms.sentence({ content: { text: 'Your cart is here' } })).toBe('Text “Your cart is here”');
    expect(sendSms.sentence({})).toBe('Text message without text yet');
  });
});

import { expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { sendSms } from './definition.ts';

const example = sendSms.example as Readonly<Record<string, unknown>>;

test('coming here asks for a text message with the purpose of the flow', () => {
  expect(arriveAt(sendSms, example)).toMatchObject({ message: { channel: 'sms', purpose: 'flow' } });
});

test('a text that a guardrail refused stalls nobody', () => {
  expect(wakeAt(sendSms, example, { type: 'settled', messageId: 'm', outcome: 'refused', reason: 'consent' })).toEqual({ go: 'next' });
  expect(
    wakeAt(sendSms, { ...example, ifNotSent: 'way' }, { type: 'settled', messageId: 'm', outcome: 'refused', reason: 'consent' }),
  ).toEqual({ go: 'not-sent' });
});

test('a text without words, or far too long, is named', () => {
  expect(checked(sendSms, { content: { text: '' } })).toEqual([expect.stringMatching(/no words/)]);
  expect(checked(sendSms, { content: { text: 'a'.repeat(1_600) } }).join(' ')).toMatch(/parts/);
  expect(checked(sendSms, example)).toEqual([]);
});

test('a text that shows the code says so', () => {
  expect(sendSms.uses?.(sendSms.config.parse({ content: { text: 'Use {{ discount.code }}' } }) as never)).toEqual(['code']);
});

test('the card shows the beginning of the text', () => {
  expect(sendSms.sentence({ content: { text: 'Your cart is here' } })).toBe('Text “Your cart is here”');
  expect(sendSms.sentence({})).toBe('Text message without words yet');
});

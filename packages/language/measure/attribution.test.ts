import { expect, test } from 'vitest';
import fc from 'fast-check';
import { attribute as attributeBy, windowsOf, type AttributionRules, type Touch } from './index.ts';

const HOUR = 3_600_000;
const ordered = 1_000 * HOUR;
const touch = (messageId: string, channel: string, hoursBefore: number, did: Partial<Touch> = {}): Touch => ({
  messageId,
  channel,
  sentAt: ordered - hoursBefore * HOUR,
  deliveredAt: ordered - hoursBefore * HOUR,
  openedAt: null,
  clickedAt: null,
  ...did,
});
const opened = (hoursBefore: number) => ({ openedAt: ordered - hoursBefore * HOUR });
const clicked = (hoursBefore: number) => ({ clickedAt: ordered - hoursBefore * HOUR });
const order = { placedAt: ordered };
const RULES: AttributionRules = {
  email: { opened: 120, clicked: 120 },
  sms: { clicked: 120, delivered: 12 },
};
const attribute = (placed: typeof order, touches: readonly Touch[]) => attributeBy(placed, touches, RULES);

test('an e-mail opened within five days of arriving gets the order', () => {
  expect(attribute(order, [touch('a', 'email', 119, opened(100))])).toEqual({
    messageId: 'a',
    how: 'opened',
    hours: 119,
  });
});

test('an e-mail that arrived more than five days before gets nothing, however lately it was opened', () => {
  expect(attribute(order, [touch('a', 'email', 121, opened(1))])).toBeNull();
});

test('an e-mail neither opened nor clicked gets nothing', () => {
  expect(attribute(order, [touch('a', 'email', 2)])).toBeNull();
});

test('a text that was not clicked counts for twelve hours after it arrived', () => {
  expect(attribute(order, [touch('a', 'sms', 12)])?.how).toBe('delivered');
  expect(attribute(order, [touch('a', 'sms', 13)])).toBeNull();
});

test('a text that was clicked counts for five days', () => {
  expect(attribute(order, [touch('a', 'sms', 110, clicked(109))])?.how).toBe('clicked');
});

test('the message touched last gets the whole order', () => {
  const touches = [touch('early', 'email', 100, opened(2)), touch('late', 'email', 50, clicked(40))];
  expect(attribute(order, touches)?.messageId).toBe('early');
});

test('a click after the order was placed does not count', () => {
  expect(attribute(order, [touch('a', 'email', 10, { clickedAt: ordered + HOUR })])).toBeNull();
});

test('a message received after the order was placed does not count', () => {
  expect(attribute(order, [touch('a', 'sms', -1)])).toBeNull();
});

test('a flow with its own window uses that window', () => {
  const windows = { email: { opened: 1, clicked: 1 } };
  expect(attribute(order, [touch('a', 'email', 2, { ...opened(1), windows })])).toBeNull();
  expect(attribute(order, [touch('a', 'sms', 2, { windows })])?.how).toBe('delivered');
});

test('a flow may have a longer window for clicks than for opens', () => {
  const windows = { email: { opened: 1, clicked: 300 } };
  expect(attribute(order, [touch('a', 'email', 200, { ...opened(150), windows })])).toBeNull();
  expect(
    attribute(order, [touch('a', 'email', 200, { ...opened(150), ...clicked(150), windows })])?.how,
  ).toBe('clicked');
});

test('a flow cannot make a touch count that its channel does not count', () => {
  const windows = { email: { delivered: 1_000 }, pigeon: { delivered: 1_000 } };
  expect(
    attribute(order, [touch('a', 'email', 2, { windows }), touch('b', 'pigeon', 2, { windows })]),
  ).toBeNull();
  expect(windowsOf(RULES, windows)).toEqual(RULES);
});

test('a new channel counts by its own rule', () => {
  const rules = { ...RULES, pigeon: { delivered: 3 } };
  expect(attributeBy(order, [touch('a', 'pigeon', 3)], rules)).toEqual({
    messageId: 'a',
    how: 'delivered',
    hours: 3,
  });
  expect(attributeBy(order, [touch('a', 'pigeon', 4)], rules)).toBeNull();
});

test('the order in which messages are listed never changes who gets the credit', () => {
  const some = fc.array(
    fc.record({
      messageId: fc.uuid(),
      channel: fc.constantFrom('email', 'sms', 'push'),
      hours: fc.integer({ min: -5, max: 130 }),
      opened: fc.option(fc.integer({ min: -5, max: 130 })),
      clicked: fc.option(fc.integer({ min: -5, max: 130 })),
    }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(some, (list) => {
      const touches = list.map(({ messageId, channel, hours, opened: open, clicked: click }) =>
        touch(messageId, channel, hours, {
          ...(open === null ? {} : opened(open)),
          ...(click === null ? {} : clicked(click)),
        }),
      );
      expect(attribute(order, touches)).toEqual(attribute(order, touches.toReversed()));
    }),
  );
});

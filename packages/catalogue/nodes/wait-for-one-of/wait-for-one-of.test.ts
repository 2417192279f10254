import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { HOUR, MINUTE } from '@millrace/base';
import { event, NOW } from '@millrace/flow/testing';
import { arriveAt, checked, standsAt, wakeAt } from '../testing/scene.ts';
import { waitForOneOf } from './definition.ts';

const CLICK = { id: 'clicked', event: 'message-clicked', match: 'message' };
const TICKET = { id: 'asked', event: 'ticket-opened' };
const LARGE = {
  id: 'large',
  event: 'order-placed',
  where: { fact: 'event.value', operator: 'at-least', value: 10_000 },
};
const ORDER = { id: 'bought', event: 'order-placed' };
const ANSWER = { events: [CLICK, TICKET, LARGE, ORDER], timeout: { amount: 2, unit: 'days' } };
const stage = { cursor: { lastMessage: 'message-2', messages: { mail: 'message-1', again: 'message-2' } } };
const hear = (happened: ReturnType<typeof event>, config: Readonly<Record<string, unknown>> = ANSWER) =>
  wakeAt(waitForOneOf, config, { type: 'event', event: happened }, stage);

describe('which of the events came', () => {
  test('decides the branch', () => {
    expect(hear(event('ticket-opened'))).toMatchObject({ go: 'asked', sentence: 'Opened a ticket.' });
    expect(hear(event('message-clicked', { messageId: 'message-2' }))).toMatchObject({ go: 'clicked' });
  });
  test('of two lines that fit, the upper one decides', () => {
    expect(hear(event('order-placed', { value: 12_000 }))).toMatchObject({ go: 'large' });
    expect(hear(event('order-placed', { value: 9_999 }))).toMatchObject({ go: 'bought' });
    const turned = { ...ANSWER, events: [ORDER, LARGE] };
    expect(hear(event('order-placed', { value: 12_000 }), turned)).toMatchObject({ go: 'bought' });
  });
  test('an event that fits no line leaves the person waiting', () => {
    expect(hear(event('message-clicked', { messageId: 'message-1' }))).toBeNull();
    expect(hear(event('page-viewed'))).toBeNull();
    expect(hear(event('order-placed', { value: 1 }), { ...ANSWER, events: [LARGE] })).toBeNull();
  });
  test('the end of the time takes the last branch', () => {
    expect(wakeAt(waitForOneOf, ANSWER, { type: 'timer' })).toMatchObject({
      go: 'timeout',
      sentence: 'None of them happened within 2 days.',
    });
  });
});

test('it listens for each event, with what that has to be about, until the time is up', () => {
  const move = arriveAt(waitForOneOf, ANSWER, stage) as { waitUntil: number };
  expect(move).toMatchObject({
    listens: [
      { event: 'message-clicked', match: 'message', id: 'message-2' },
      { event: 'ticket-opened', match: 'customer', id: null },
      { event: 'order-placed', match: 'customer', id: null },
      { event: 'order-placed', match: 'customer', id: null },
    ],
  });
  expect(move.waitUntil).toBeGreaterThanOrEqual(NOW + 48 * HOUR);
  expect(move.waitUntil).toBeLessThan(NOW + 48 * HOUR + 5 * MINUTE);
});

test('a click before the wait began counts, on the first visit, and other events from before do not', () => {
  const clicked = event('message-clicked', { messageId: 'message-2', at: NOW - 5 });
  const asked = event('ticket-opened', { at: NOW - 9 });
  const known = { ...stage, facts: { events: [asked, clicked] } };
  expect(arriveAt(waitForOneOf, ANSWER, known)).toMatchObject({ go: 'clicked' });
  expect(arriveAt(waitForOneOf, ANSWER, { ...known, visit: 2 })).toHaveProperty('waitUntil');
  expect(arriveAt(waitForOneOf, ANSWER, { ...stage, facts: { events: [asked] } })).toHaveProperty(
    'waitUntil',
  );
});

test('before a held message after the time limit is sent, none of the events must have come', () => {
  const stands = (port: string, at: number) =>
    standsAt(waitForOneOf, ANSWER, port, 5 * HOUR, {
      ...stage,
      facts: { events: [event('ticket-opened', { at })] },
    });
  expect(stands('timeout', NOW - HOUR)).toBe(
    'Not sent: the event has happened in the meantime (opened a ticket).',
  );
  expect(stands('timeout', NOW - 6 * HOUR)).toBeNull();
  expect(stands('asked', NOW - HOUR)).toBeNull();
});

describe('its branches', () => {
  test('have the names of the events, and the last one the time', () => {
    expect(waitForOneOf.ports(ANSWER).map(({ id, label }) => `${id}: ${label}`)).toEqual([
      'clicked: Clicked in a message',
      'asked: Opened a ticket',
      'large: Placed an order, if value of the event is at least 100.00',
      'bought: Placed an order',
      'timeout: None within 2 days',
    ]);
    expect(waitForOneOf.ports({}).map(({ id }) => id)).toEqual(['timeout']);
  });
  test('keep their ids when lines are moved, changed or removed', () => {
    const lines = [CLICK, TICKET, LARGE, ORDER];
    fc.assert(
      fc.property(fc.shuffledSubarray(lines), (left) => {
        const ids = waitForOneOf.ports({ events: left }).map(({ id }) => id);
        expect(ids).toEqual([...left.map(({ id }) => id), 'timeout']);
      }),
    );
  });
});

describe('what is wrong with it', () => {
  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ['an event in another spelling', { events: [{ event: 'Ticket Opened' }] }, /"ticket-opened"/],
    [
      'an event that never has a cart',
      { events: [{ event: 'ticket-opened', match: 'cart' }] },
      /never hear it/,
    ],
    ['a message in a flow that sends none', { events: [CLICK] }, /the flow sends none/],
    ['two branches with one id', { events: [ORDER, ORDER] }, /same id "bought"/],
    ['a branch with the id of the last one', { events: [{ ...ORDER, id: 'timeout' }] }, /same id "timeout"/],
    ['a wait of no time', { events: [ORDER], timeout: { amount: 0, unit: 'days' } }, /takes no time/],
  ])('%s is a problem', (_name, config, words) => {
    expect(checked(waitForOneOf, config).join(' ')).toMatch(words);
  });
  test('no event, or nine of them, is a problem', () => {
    const nine = Array.from({ length: 9 }, (_, index) => ({ event: `wish-${index}` }));
    expect(waitForOneOf.config.safeParse({ events: [] }).success).toBe(false);
    expect(waitForOneOf.config.safeParse({ events: nine }).success).toBe(false);
    expect(waitForOneOf.config.safeParse({ events: nine.slice(1) }).success).toBe(true);
  });
  test('nothing, when each event is heard', () => {
    expect(checked(waitForOneOf, ANSWER, [{ id: 'mail', kind: 'send-email' }])).toEqual([]);
  });
});

test('the card says the first event and how many more', () => {
  expect(waitForOneOf.sentence(ANSWER)).toBe(
    'Wait until: clicked in a message or 3 other events, at most 2 days',
  );
});

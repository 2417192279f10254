import { DAY, HOUR, MINUTE } from '@millrace/base';
import { event, NOW } from '@millrace/flow/testing';
import type { Move } from '@millrace/flow';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arriveAt, checked, standsAt, wakeAt } from '../testing/scene.ts';
import { waitForAll } from './definition.ts';

const CLICK = { id: 'clicked', event: 'message-clicked', match: 'message' };
const TICKET = { id: 'asked', event: 'ticket-opened' };
const LARGE = {
  id: 'large',
  event: 'order-placed',
  where: { fact: 'event.value', operator: 'at-least', value: 10_000 },
};
const ORDER = { id: 'bought', event: 'order-placed' };
const ALL = { events: [CLICK, TICKET, LARGE, ORDER], timeout: { amount: 2, unit: 'days' } };
const stage = { lastMessage: 'message-2', messages: { mail: 'message-1', again: 'message-2' } };
const COMING = [
  event('message-clicked', { messageId: 'message-2' }),
  event('ticket-opened'),
  event('order-placed', { value: 500 }),
  event('order-placed', { value: 12_000 }),
];
const memoryOf = (move: Move | null) => (move && 'waitUntil' in move ? (move.memory ?? null) : null);
const begun = () => arriveAt(waitForAll, ALL, { cursor: stage });
const hear = (before: Move | null, happened: ReturnType<typeof event>, now = NOW) =>
  wakeAt(
    waitForAll,
    ALL,
    { type: 'event', event: happened },
    { facts: { now }, cursor: { ...stage, memory: memoryOf(before) } },
  );

test('in whatever order they come, only the last of them leads on', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(COMING, { minLength: 4 }), (order) => {
      let move: Move | null = begun();
      for (const happened of order) {
        if (move && 'go' in move) break;
        const open = JSON.stringify(memoryOf(move));
        const next = hear(move, happened, NOW + HOUR);
        // A small order after a large one fits no line that is open.
        if (next === null) expect(open).toContain('bought');
        else move = next;
      }
      expect(move).toMatchObject({ go: 'next' });
    }),
  );
});

test('one event counts for each line that it fits, and one that fits none changes nothing', () => {
  const after = hear(begun(), event('order-placed', { value: 12_000 }));
  expect(memoryOf(after)).toMatchObject({ came: ['large', 'bought'] });
  expect(hear(after, event('order-placed', { value: 12_000 }))).toBeNull();
  expect(hear(begun(), event('message-clicked', { messageId: 'message-1' }))).toBeNull();
});

test('it listens for what is left, until the same instant as before', () => {
  const first = begun() as Extract<Move, { waitUntil: unknown }>;
  expect(first.waitUntil).toBeGreaterThanOrEqual(NOW + 2 * DAY);
  expect(first.waitUntil).toBeLessThan(NOW + 2 * DAY + 5 * MINUTE);
  const later = hear(first, event('ticket-opened'), NOW + DAY) as Extract<Move, { waitUntil: unknown }>;
  expect(later.waitUntil).toBe(first.waitUntil);
  expect(later.listens?.map((one) => one.event)).toEqual(['message-clicked', 'order-placed', 'order-placed']);
  expect(later.sentence).toMatch(/^Opened a ticket\. Waits until: clicked in a message and placed an order/);
});

test('when the time is up, the timeline says what is missing', () => {
  const after = hear(begun(), event('order-placed', { value: 12_000 }));
  const late = wakeAt(waitForAll, ALL, { type: 'timer' }, { cursor: { ...stage, memory: memoryOf(after) } });
  expect(late).toMatchObject({
    go: 'timeout',
    sentence: 'Not all within 2 days; missing: clicked in a message, opened a ticket.',
  });
});

test('a click before the wait counts on the first visit, and other events from before do not', () => {
  const events = [
    event('message-clicked', { messageId: 'message-2', at: NOW - 5 }),
    event('ticket-opened', { at: NOW - 9 }),
  ];
  const came = (visit: number) =>
    memoryOf(arriveAt(waitForAll, ALL, { cursor: stage, facts: { events }, visit }));
  expect(came(1)).toMatchObject({ came: ['clicked'] });
  expect(came(2)).toMatchObject({ came: [] });
});

describe('before a held message after the time limit is sent', () => {
  const stands = (types: readonly ReturnType<typeof event>[]) =>
    standsAt(waitForAll, ALL, 'timeout', 5 * HOUR, { cursor: stage, facts: { events: [...types] } });
  test('not all of the events must have come', () => {
    const late = COMING.map((one) => ({ ...one, at: NOW - HOUR }));
    expect(stands(late)).toMatch(/^Not sent: all of the events/);
    expect(stands(late.slice(1))).toBeNull();
  });
});

test('problems are reported', () => {
  expect(checked(waitForAll, { ...ALL, events: [TICKET] })).toEqual([
    'Add a second event. For a single one there is the step “Wait for an event”.',
  ]);
  expect(
    checked(waitForAll, { ...ALL, events: [TICKET, ORDER], timeout: { amount: 0, unit: 'days' } }),
  ).toHaveLength(1);
});

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { DAY, HOUR, localParts, MINUTE } from '@millrace/base';
import { customer, event, NOW } from '@millrace/flow/testing';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { waitUntilDate } from './definition.ts';

const MEMBER = 'customer.properties.membership-ends';
const has = (value: unknown, zone = 'America/New_York') => ({
  facts: { customer: customer({ properties: { 'membership-ends': value as never }, zone }) },
});
const iso = (at: number) => new Date(at).toISOString();
const day = (at: number) => iso(at).slice(0, 10);
const until = (config: Readonly<Record<string, unknown>>, stage: ReturnType<typeof has>) =>
  arriveAt(waitUntilDate, { fact: MEMBER, ...config }, stage) as unknown as {
    waitUntil: number;
    go?: string;
    memory: { since: number; due: number };
  };

describe('the moment', () => {
  test('is the date itself, spread over at most five minutes', () => {
    const date = NOW + 10 * DAY;
    const { waitUntil } = until({}, has(iso(date)));
    expect(waitUntil).toBeGreaterThanOrEqual(date);
    expect(waitUntil).toBeLessThan(date + 5 * MINUTE);
  });
  test.each(['America/New_York', 'Asia/Tokyo', 'Europe/Berlin'])(
    'is a time of day in the person’s own zone, days before the date: %s',
    (zone) => {
      const config = { when: 'before', offset: { amount: 3, unit: 'days' }, at: '09:00' };
      const date = NOW + 30 * DAY;
      const { waitUntil } = until(config, has(day(date), zone));
      const [year, month, first] = day(date - 3 * DAY)
        .split('-')
        .map(Number);
      const local = localParts(waitUntil, zone);
      expect(local).toMatchObject({ year, month, day: first, hour: 9 });
      expect(local.minute).toBeLessThan(5);
    },
  );
  test('of hours is exact, before and after', () => {
    const date = NOW + 5 * DAY;
    const of = (when: string) =>
      until({ when, offset: { amount: 30, unit: 'hours' } }, has(iso(date))).memory.due - date;
    expect([of('before'), of('on'), of('after')]).toEqual([-30 * HOUR, 0, 30 * HOUR]);
  });
  test('of a birthday long ago is the next one, never more than a year away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -14_600, max: 0 }),
        fc.integer({ min: 1, max: 400 }),
        fc.constantFrom('before', 'on', 'after'),
        (born, amount, when) => {
          const config = { yearly: true, when, offset: { amount, unit: 'days' }, at: '08:00' };
          const { waitUntil } = until(config, has(day(NOW + born * DAY)));
          expect(waitUntil).toBeGreaterThan(NOW);
          // A first anniversary counts from the date itself.
          expect(waitUntil).toBeLessThan(NOW + (when === 'after' ? 403 : 368) * DAY);
        },
      ),
    );
  });
  test.each(['customer.lastOrderAt', 'event.at', 'cart.updatedAt'])('may be counted from %s', (fact) => {
    expect(
      arriveAt(
        waitUntilDate,
        { fact, when: 'after', offset: { amount: 900, unit: 'days' } },
        { facts: { customer: customer({ lastOrderAt: NOW - DAY }) } },
      ),
    ).toHaveProperty('waitUntil');
  });
});

describe('people for whom there is nothing to wait for', () => {
  test('take “Already past” when the moment is over', () => {
    expect(until({}, has(iso(NOW - DAY)))).toMatchObject({ go: 'past' });
    const soon = { when: 'before', offset: { amount: 7, unit: 'days' } };
    expect(until(soon, has(iso(NOW + 6 * DAY)))).toMatchObject({ go: 'past' });
  });
  test.each([undefined, null, '', 'soon', '03/04/2026', { a: 1 }])('take “No date” for %j', (value) => {
    expect(until({}, has(value))).toEqual({ go: 'none', sentence: 'No date: “membership-ends”.' });
  });
});

describe('when the date changes while they wait', () => {
  const date = NOW + DAY;
  const config = { fact: MEMBER };
  const at = (now: number, value: unknown, due = date) => ({
    facts: { ...has(value).facts, now },
    cursor: { memory: { since: NOW, due } },
  });
  test('a date that stands lets them go on', () => {
    expect(wakeAt(waitUntilDate, config, { type: 'timer' }, at(date + 1, iso(date)))).toEqual({ go: 'next' });
  });
  test('a date moved later means waiting on', () => {
    const move = wakeAt(waitUntilDate, config, { type: 'timer' }, at(date + 1, iso(date + 3 * DAY)));
    expect(move).toMatchObject({
      sentence: expect.stringMatching(/^The date was moved: waits until /),
      memory: { since: NOW, due: date + 3 * DAY },
    });
  });
  test('a date that was removed leads to “No date”', () => {
    expect(wakeAt(waitUntilDate, config, { type: 'timer' }, at(date + 1, null))).toMatchObject({
      go: 'none',
    });
  });
  test('a changed profile is looked at at once: an earlier date counts, and the same one changes nothing', () => {
    const changed = { type: 'event', event: event('customer-updated') } as const;
    expect(until({}, has(iso(date)))).toMatchObject({
      listens: [{ event: 'customer-updated', match: 'customer', id: null }],
    });
    expect(wakeAt(waitUntilDate, config, changed, at(NOW + 5, iso(date)))).toBeNull();
    expect(wakeAt(waitUntilDate, config, changed, at(NOW + 5, iso(NOW + HOUR)))).toMatchObject({
      memory: { due: NOW + HOUR },
    });
    expect(wakeAt(waitUntilDate, config, changed, at(NOW + 5, iso(NOW + 1)))).toEqual({ go: 'next' });
  });
  test('a birthday that has come is over, and the next one is not waited for', () => {
    const { due } = until({ yearly: true }, has('1990-01-01')).memory;
    const move = wakeAt(
      waitUntilDate,
      { ...config, yearly: true },
      { type: 'timer' },
      at(due + 1, '1990-01-01', due),
    );
    expect(move).toEqual({ go: 'next' });
  });
});

test('what is no date, and no time before or after, is a problem', () => {
  const of = (config: Readonly<Record<string, unknown>>) => checked(waitUntilDate, config);
  const before = { fact: MEMBER, when: 'before' };
  expect(of({ fact: 'customer.city' })).toEqual(['“customer.city” is not a date. Choose a date.']);
  expect(of({ ...before, offset: { amount: 0, unit: 'days' } })).toEqual([
    'Say how long before or after the date.',
  ]);
  expect(of({ ...before, offset: { amount: 9_999, unit: 'days' } })).toEqual([
    'At most ten years before or after.',
  ]);
  expect(of({ fact: 'customer.lastOrderAt' })).toEqual([]);
});

test('the card says the date, how far from it, and when', () => {
  expect(waitUntilDate.sentence(waitUntilDate.example as Record<string, unknown>)).toBe(
    'Wait until 7 days before “membership-ends” at 09:00',
  );
  expect(waitUntilDate.sentence({ fact: 'customer.lastOrderAt' })).toBe('Wait until last order');
  expect(waitUntilDate.sentence({})).toBe('Wait until a date: choose which');
});

import { DAY } from '@millrace/base';
import { FACTS_CHANGED, type Facts } from '@millrace/flow';
import { event, facts } from '@millrace/flow/testing';
import { describe, expect, test } from 'vitest';
import { arriveAt, checked, sceneOf, wakeAt } from '../testing/scene.ts';
import { waitUntilTrue } from './definition.ts';

const regular = { fact: 'customer.ordersCount', operator: 'at-least', value: 2 };
const config = { when: regular, timeout: { amount: 10, unit: 'days' } };
const { now } = facts();
const who = (ordersCount: number): Partial<Facts> => ({ customer: { ...facts().customer, ordersCount } });
const listens = [{ event: FACTS_CHANGED, match: 'customer', id: null }];
const asleep = (until: number, at = now, more: Partial<Facts> = {}) => ({
  facts: { now: at, ...more },
  cursor: {
    memory: { deadline: now + 10 * DAY },
    pending: { type: 'wait' as const, until, listens: listens as never },
  },
});

describe('a wait until a condition fits', () => {
  test('is none for those whom it fits already', () => {
    expect(arriveAt(waitUntilTrue, config, { facts: who(2) })).toEqual({
      go: 'yes',
      sentence: 'Fits already.',
    });
  });

  test('listens for any change about the person, until its time is up', () => {
    expect(arriveAt(waitUntilTrue, config, { facts: who(1), draw: 0 })).toMatchObject({
      waitUntil: now + 10 * DAY,
      listens,
      memory: { deadline: now + 10 * DAY },
    });
  });

  test('is over when a change makes it fit, and goes on when the change does not', () => {
    const until = now + 10 * DAY;
    expect(wakeAt(waitUntilTrue, config, { type: 'changed' }, asleep(until, now + DAY, who(2)))).toEqual({
      go: 'yes',
      sentence: 'Fits now.',
    });
    expect(wakeAt(waitUntilTrue, config, { type: 'changed' }, asleep(until, now + DAY, who(1)))).toBeNull();
  });

  test('ends with the other branch when its time is up', () => {
    const until = now + 10 * DAY;
    expect(wakeAt(waitUntilTrue, config, { type: 'timer' }, asleep(until, until, who(1)))).toEqual({
      go: 'timeout',
      sentence: 'Did not fit within 10 days.',
    });
  });

  test('is woken when time alone makes it fit, to the millisecond', () => {
    const quiet = {
      when: { event: 'product-viewed', measure: 'count', operator: 'at-most', value: 0, withinDays: 3 },
      timeout: { amount: 10, unit: 'days' },
    };
    const viewed = { events: [event('product-viewed', { at: now - DAY })] };
    const move = arriveAt(waitUntilTrue, quiet, { facts: viewed });
    expect(move).toMatchObject({ waitUntil: now + 2 * DAY + 1 });
    const due = now + 2 * DAY + 1;
    expect(wakeAt(waitUntilTrue, quiet, { type: 'timer' }, asleep(due, due, viewed))).toMatchObject({
      go: 'yes',
    });
    const again = { events: [...viewed.events, event('product-viewed', { at: now + DAY })] };
    expect(wakeAt(waitUntilTrue, quiet, { type: 'changed' }, asleep(due, now + DAY, again))).toBeNull();
    expect(wakeAt(waitUntilTrue, quiet, { type: 'timer' }, asleep(due, due, again))).toMatchObject({
      waitUntil: now + 4 * DAY + 1,
    });
  });

  test('holds back a message after it when the condition has come to fit', () => {
    const stands = (orders: number) =>
      waitUntilTrue.meaning.stands!(sceneOf(waitUntilTrue, config, { facts: who(orders) }), {
        port: 'timeout',
        since: now,
      });
    expect(stands(1)).toBeNull();
    expect(stands(2)).toBe('Not sent: the condition fits in the meantime.');
  });

  test('needs a condition and a time', () => {
    expect(checked(waitUntilTrue, { when: { all: [] } })).toEqual(['Say what has to fit.']);
    expect(checked(waitUntilTrue, { ...config, timeout: { amount: 0, unit: 'days' } })).toHaveLength(1);
    expect(waitUntilTrue.sentence(config)).toMatch(/^Wait until .*at most 10 days$/);
  });
});

import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { DateOrder } from '@millrace/base';
import { isProblem, parseEvent } from './parse-intake.ts';

const NOW = Date.UTC(2026, 5, 10, 12);
const parse = (more: object, { zone = 'America/New_York', order = 'unknown' as DateOrder } = {}) =>
  parseEvent(
    { id: 'e1', type: 'signed-up', customer: { email: 'ann@example.com' }, ...more },
    0,
    NOW,
    false,
    { zone, order },
  );
const at = (more: object, habits = {}) => {
  const event = parse(more, habits);
  return isProblem(event) ? event.problem : new Date(event.occurredAt).toISOString();
};

describe('the time of an event', () => {
  it.each([
    ['2026-04-03T10:20:30Z', '2026-04-03T10:20:30.000Z'],
    ['2026-04-03T10:20:30.5+02:00', '2026-04-03T08:20:30.500Z'],
    ['2026-04-03 10:20:30 +0200', '2026-04-03T08:20:30.000Z'],
    ['2026-04-03T10:20:30', '2026-04-03T14:20:30.000Z'],
    ['2026-04-03', '2026-04-03T04:00:00.000Z'],
    ['April 3, 2026', '2026-04-03T04:00:00.000Z'],
    ['Fri, 03 Apr 2026 10:20:30 GMT', '2026-04-03T10:20:30.000Z'],
    [1_775_211_630, '2026-04-03T10:20:30.000Z'],
    [1_775_211_630_000, '2026-04-03T10:20:30.000Z'],
    ['1775211630', '2026-04-03T10:20:30.000Z'],
  ])('can be written as %j', (occurredAt, expected) => {
    expect(at({ occurredAt })).toBe(expected);
  });

  it('without a time zone is read in the customer’s zone when the event names it', () => {
    const customer = { email: 'ann@example.com', zone: 'Asia/Tokyo' };
    expect(at({ occurredAt: '2026-04-03T10:20:30', customer })).toBe('2026-04-03T01:20:30.000Z');
    expect(at({ occurredAt: '2026-04-03', customer: { ...customer, zone: 'Mars/Base' } })).toBe(
      '2026-04-03T04:00:00.000Z',
    );
  });

  it('that could be two dates is refused until the store chooses an order of day and month', () => {
    expect(at({ occurredAt: '03/04/2026' })).toContain('occurredAt: this could be two dates');
    expect(at({ occurredAt: '25/12/2025' })).toContain('could be two dates');
    expect(at({ occurredAt: '03/04/2026' }, { order: 'day-first' })).toBe('2026-04-03T04:00:00.000Z');
    expect(at({ occurredAt: '03/04/2026 10:20' }, { order: 'month-first' })).toBe('2026-03-04T15:20:00.000Z');
  });

  it.each(['soon', '', '2026-13-01', '2026-02-30T10:00:00', 42, 20260403, 1e15, -1_775_211_630])(
    'is refused when it is no time: %j',
    (occurredAt) => {
      expect(at({ occurredAt })).toMatch(/^occurredAt: /);
    },
  );

  it('deeper in the event is named by its path', () => {
    const order = {
      type: 'order-placed',
      properties: { orderId: '1', placedAt: '03/04/2026', lines: [], total: '1.00' },
    };
    expect(at(order)).toContain('properties.placedAt: this could be two dates');
    expect(parse({ ...order, properties: { ...order.properties, placedAt: '2026-04-03' } })).toMatchObject({
      properties: { placedAt: Date.UTC(2026, 3, 3, 4) },
    });
    const consent = { email: { state: 'subscribed', at: '2026-04-03T10:20' } };
    expect(parse({ customer: { email: 'ann@example.com', consent } })).toMatchObject({
      customer: { consent: { email: { at: Date.UTC(2026, 3, 3, 14, 20) } } },
    });
    expect(
      at({ customer: { email: 'ann@example.com', consent: { sms: { state: 'subscribed', at: 'soon' } } } }),
    ).toContain('customer.consent.sms.at: this is not a date');
  });

  it('in a property of the sender’s own is kept as written', () => {
    const properties = { placedAt: '03/04/2026', due: '2026-04-03', updatedAt: 'later' };
    expect(parse({ properties })).toMatchObject({ properties });
  });

  it('of any form never makes the reader throw', () => {
    fc.assert(
      fc.property(
        fc.anything({ maxDepth: 3 }),
        fc.anything({ maxDepth: 3 }),
        fc.anything(),
        (customer, properties, occurredAt) => {
          const event = parse({ type: 'order-placed', customer, properties, occurredAt });
          expect(isProblem(event) || Number.isFinite(event.occurredAt)).toBe(true);
        },
      ),
    );
  });
});

import { expect, it } from 'vitest';
import { countsWithin, days } from './attribution-words.ts';

it('says of each channel when an order counts for its messages, as its rule and the flow say', () => {
  expect(countsWithin({})).toBe(
    'for an e-mail within 5 days of an open or a click, for a text within 5 days of a click or 12 hours of its arrival, for a push notification within 24 hours of a click',
  );
  expect(countsWithin({ email: { clicked: 72 }, sms: { delivered: 120 } })).toBe(
    'for an e-mail within 3 days of a click or 5 days of an open, for a text within 5 days of its arrival or a click, for a push notification within 24 hours of a click',
  );
});

it('leaves out time limits without an effect', () => {
  expect(countsWithin({ email: { delivered: 9 }, pigeon: { clicked: 9 } })).toBe(countsWithin({}));
});

it('shows whole days as days, and otherwise hours', () => {
  expect([days(1), days(47), days(48), days(49), days(120)]).toEqual([
    '1 hour',
    '47 hours',
    '2 days',
    '49 hours',
    '5 days',
  ]);
});

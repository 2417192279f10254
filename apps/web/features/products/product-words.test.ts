import type { ReorderView } from '@millrace/services/products';
import { expect, test } from 'vitest';
import { daysWords, inputsOf, orderWords } from './product-words.ts';

const row = (more: Partial<ReorderView> = {}): ReorderView => ({
  id: 'p',
  title: 'Linen shirt',
  vendor: 'North Mill',
  image: null,
  currency: 'USD',
  stock: 36,
  onOrder: 0,
  cost: 500,
  dailyDemand: 2.4,
  lower: 2.1,
  upper: 2.8,
  by: 'model',
  daysLeft: 15,
  leadDays: 12,
  leadSpreadDays: 2,
  minimum: 24,
  pack: 12,
  protectedDays: 13,
  expected: 31.2,
  safety: 8.8,
  point: 40,
  units: 84,
  isDue: true,
  because: [],
  seen: { orders: 3, days: 13.4, spread: 2.1 },
  ...more,
});
const POLICY = { serviceLevel: 0.95, coverDays: 30, orderLimit: null };
const named = (more: Partial<ReorderView>, name: string, policy: object = {}) =>
  inputsOf(row(more), { ...POLICY, ...policy }).find((one) => one.name === name)?.value;

test('what to do is said in a few words, and what is missing too', () => {
  expect(orderWords(row()).words).toBe('Order 84');
  expect(orderWords(row({ isDue: false })).words).toBe('Enough');
  expect(orderWords(row({ units: 0 })).words).toBe('Over your limit');
  expect(orderWords(row({ isDue: null, point: null, units: null })).words).toBe('Lead time not set');
  expect(orderWords(row({ isDue: null, units: null, stock: null })).words).toBe('Stock not tracked');
  expect(orderWords(row({ isDue: null, units: null, dailyDemand: null })).words).toBe('Too new to tell');
});

test('each input is named, and says when it is not known', () => {
  expect(named({}, 'Demand')).toBe('2.4 a day (2.1 to 2.8)');
  expect(named({ dailyDemand: null }, 'Demand')).toBe('Unknown');
  expect(named({}, 'Lead time')).toBe('12 days, varies by 2 days');
  expect(named({ leadSpreadDays: null }, 'Lead time')).toBe('12 days, spread not set');
  expect(named({ leadDays: null }, 'Lead time')).toBe('Not set');
  expect(named({}, 'Lead time seen')).toBe('13.4 days, varied by 2.1, of 3 orders');
  expect(named({ seen: null }, 'Lead time seen')).toBeUndefined();
  expect(named({}, 'Supplier takes')).toBe('24 units or more, in packs of 12');
  expect(named({}, 'Suggested order')).toBe('84 units, $420.00');
  expect(named({ cost: null }, 'Suggested order')).toBe('84 units');
  expect(named({ stock: null }, 'In stock')).toBe('Not tracked');
  expect(named({}, 'An order costs at most', { orderLimit: 100_000 })).toBe('$1,000.00');
});

test('days that are not counted to the end are no number', () => {
  expect(daysWords(1)).toBe('1 day');
  expect(daysWords(730)).toBe('Two years or more');
  expect(daysWords(null)).toBe('Unknown');
});

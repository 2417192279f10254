import { expect, test } from 'vitest';
import { isDue, mayInterrupt } from './pop-ups.ts';

const DAY = 86_400_000;
const popUp = { after: 0, scrolled: null, leaving: false, everyDays: 30 };

test.each([
  ['/', true],
  ['/products/cart-mug', true],
  ['/collections/all', true],
  ['/cart', false],
  ['/checkouts/abc/information', false],
  ['/checkout', false],
  ['/kasse/', false],
  ['/checkout/order-received/12', false],
])('on %s it may open: %s', (path, may) => {
  expect(mayInterrupt(path)).toBe(may);
});

test('it opens once in its days', () => {
  const now = 100 * DAY;
  expect(isDue(popUp, null, now)).toBe(true);
  expect(isDue(popUp, String(now - 29 * DAY), now)).toBe(false);
  expect(isDue(popUp, String(now - 30 * DAY), now)).toBe(true);
  expect(isDue(popUp, 'nonsense', now)).toBe(true);
});

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { freshen, type Fixture } from './freshen.ts';

const example = (name: string): Fixture =>
  JSON.parse(
    readFileSync(
      new URL(`../../packages/catalogue/connectors/shopify/contract/${name}.json`, import.meta.url),
      'utf8',
    ),
  ) as Fixture;
const now = Date.parse('2027-03-01T12:00:00Z');
const cart = (run: string) =>
  freshen(example('carts__update'), { run, now }).payload as { token: string; updated_at: string };
const order = (run: string) =>
  freshen(example('orders__create'), { run, now, email: 'kim@example.org' }).payload as {
    cart_token: string;
    id: number;
    email: string;
    customer: { id: number };
  };

test('an example sent today happened just now, and its times keep their intervals', () => {
  expect(Math.abs(Date.parse(cart('a').updated_at) - now)).toBeLessThan(60_000);
});

test('the cart and the order of one run belong together, those of another run do not', () => {
  expect(cart('a').token.split('?')[0]).toBe(order('a').cart_token);
  expect(cart('b').token).not.toBe(cart('a').token);
  expect(order('b').id).not.toBe(order('a').id);
});

test('another person by e-mail is another customer, the same one in every run', () => {
  expect(order('a').email).toBe('kim@example.org');
  expect(order('a').customer.id).toBe(order('b').customer.id);
  expect(Number.isSafeInteger(order('a').customer.id)).toBe(true);
  expect(order('a').customer.id).not.toBe(7_310_558_593_214);
});

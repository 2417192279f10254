import { expect, test } from 'vitest';
import { arriveAt, checked } from '../testing/scene.ts';
import { orderExchange } from './definition.ts';

test('is asked with what comes back, what goes out, and why', () => {
  expect(arriveAt(orderExchange, { back: 'SHIRT-M', out: 'SHIRT-L', note: 'Too small' })).toMatchObject({
    call: { capability: 'exchange-items', input: { back: 'SHIRT-M', out: 'SHIRT-L', note: 'Too small' } },
  });
});

test('that is unfinished says what is missing', () => {
  expect(checked(orderExchange, {})).toEqual(['Say what comes back.', 'Say what is sent for it.']);
  expect(orderExchange.sentence({ back: 'SHIRT-M' })).toBe('Exchange: say what for what');
  expect(orderExchange.sentence({ back: 'SHIRT-M', out: 'SHIRT-L' })).toBe('Exchange SHIRT-M for SHIRT-L');
});

import { expect, test } from 'vitest';
import { arriveAt } from '../testing/scene.ts';
import { orderHold } from './definition.ts';

test('a hold has its reason and note, and a release has neither', () => {
  expect(arriveAt(orderHold, { do: 'hold', reason: 'stock', note: 'x' })).toMatchObject({
    call: { capability: 'hold-order', input: { do: 'hold', reason: 'stock', note: 'x' } },
  });
  expect(arriveAt(orderHold, { do: 'release', reason: 'stock', note: 'x' })).toHaveProperty('call.input', {
    do: 'release',
  });
});

test('its branches and its card say which of the two it is', () => {
  expect(orderHold.ports({ do: 'hold' })[0]?.label).toBe('Held');
  expect(orderHold.ports({ do: 'release' })[0]?.label).toBe('Released');
  expect(orderHold.sentence({ do: 'hold', reason: 'address' })).toBe(
    'Hold the order: the address may be wrong',
  );
  expect(orderHold.sentence({ do: 'release' })).toBe('Release the order');
});

import { expect, test } from 'vitest';
import { arriveAt } from '../testing/scene.ts';
import { returnLabel } from './definition.ts';

test('a label is made at once, or after somebody has decided', () => {
  expect(arriveAt(returnLabel, { lines: 'SHIRT-M', note: 'Thanks' })).toMatchObject({
    call: { capability: 'make-label', input: { lines: 'SHIRT-M', note: 'Thanks' } },
  });
  expect(arriveAt(returnLabel, { lines: 'SHIRT-M', checked: true })).toMatchObject({
    call: {
      capability: 'open-work',
      input: {
        kind: 'returns',
        facts: expect.arrayContaining([{ label: 'What comes back', value: 'SHIRT-M' }]),
      },
    },
  });
});

test('its card says for what', () => {
  expect(returnLabel.sentence({})).toBe('Make a return label');
  expect(returnLabel.sentence({ lines: 'SHIRT-M' })).toBe('Make a return label for SHIRT-M');
});

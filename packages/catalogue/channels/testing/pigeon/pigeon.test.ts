import { expect, test } from 'vitest';
import { pigeonChannel } from './channel.ts';

test('a pigeon without words is named as such to the marketer', () => {
  expect(pigeonChannel.problems({ text: ' ' })).toHaveLength(1);
  expect(pigeonChannel.problems({ text: 'Coo' })).toEqual([]);
});

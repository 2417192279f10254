import { expect, test } from 'vitest';
import { pigeonChannel } from './channel.ts';

test('an empty message is a problem', () => {
  expect(pigeonChannel.problems({ text: ' ' })).toHaveLength(1);
  expect(pigeonChannel.problems({ text: 'Coo' })).toEqual([]);
});

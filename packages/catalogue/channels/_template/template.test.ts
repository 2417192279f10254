import { expect, test } from 'vitest';
import { templateChannel } from './channel.ts';

test('a message without words is named as such to the marketer', () => {
  expect(templateChannel.problems({ text: '' })).toHaveLength(1);
  expect(templateChannel.problems({ text: 'Hello' })).toEqual([]);
});

import { expect, test } from 'vitest';
import { templateChannel } from './channel.ts';

test('an empty message is a problem', () => {
  expect(templateChannel.problems({ text: '' })).toHaveLength(1);
  expect(templateChannel.problems({ text: 'Hello' })).toEqual([]);
});

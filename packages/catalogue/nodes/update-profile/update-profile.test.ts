import { expect, test } from 'vitest';
import type { CallAnswer } from '@millrace/flow';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { updateProfile } from './definition.ts';

const done: CallAnswer = {
  type: 'answer',
  callId: 'c',
  part: '',
  outcome: 'done',
  result: null,
  reason: null,
};

test('a tag is changed here, and then in the store when that is chosen', () => {
  const config = { do: 'add-tag', tag: 'vip', inStore: true };
  expect(arriveAt(updateProfile, config)).toMatchObject({
    call: { capability: 'change-profile', input: { do: 'add-tag', tag: 'vip' } },
  });
  expect(wakeAt(updateProfile, config, done)).toMatchObject({
    call: { capability: 'tag-customer', part: 'store', input: { do: 'add-tag', tag: 'vip' } },
  });
  expect(wakeAt(updateProfile, config, { ...done, part: 'store' })).toEqual({ go: 'next' });
  expect(wakeAt(updateProfile, { ...config, inStore: false }, done)).toEqual({ go: 'next' });
});

test('the store is called only for tags, and only after the change here was done', () => {
  expect(wakeAt(updateProfile, { do: 'set-property', name: 'a', value: 'b', inStore: true }, done)).toEqual({
    go: 'next',
  });
  expect(
    wakeAt(updateProfile, { do: 'add-tag', tag: 'vip', inStore: true }, { ...done, outcome: 'refused' }),
  ).toEqual({ go: 'next' });
  const asks = (config: object) =>
    updateProfile.asks?.(updateProfile.config.parse(config) as never).map(({ capability }) => capability);
  expect(asks({ tag: 'vip', inStore: true })).toEqual(['tag-customer']);
  expect(asks({ do: 'set-property', name: 'a', value: 'b', inStore: true })).toEqual([]);
});

test('missing fields are problems', () => {
  expect(checked(updateProfile, { do: 'add-tag' })).toEqual(['Say which tag.']);
  expect(checked(updateProfile, { do: 'set-property', name: 'a' })).toEqual([
    'Say what it is set to, or choose to clear it.',
  ]);
  expect(checked(updateProfile, { do: 'clear-property' })).toEqual(['Say which property.']);
  expect(checked(updateProfile, { do: 'clear-property', name: 'a' })).toEqual([]);
});

test('the card says what happens', () => {
  expect(updateProfile.sentence({ do: 'add-tag', tag: 'vip' })).toBe('Add the tag “vip”');
  expect(updateProfile.sentence({ do: 'set-property', name: 'tea', value: 'Assam' })).toBe(
    'Set tea to “Assam”',
  );
  expect(updateProfile.sentence({ do: 'clear-property', name: 'tea' })).toBe('Clear tea');
});

import { describe, expect, test } from 'vitest';
import { changed } from '../profile-change.ts';
import { changeOf } from './connector.ts';

describe('what is written of a person', () => {
  test.each([
    ['number', ' 12.5 ', 12.5],
    ['boolean', 'Yes', true],
    ['boolean', '0', false],
    ['date', '2027-03-31', '2027-03-31'],
    ['text', ' Assam ', 'Assam'],
  ] as const)('a %s is kept as one: “%s”', (type, value, kept) => {
    expect(changeOf({ do: 'set-property', name: 'x', type, value: 'any' }, { value })).toEqual({
      do: 'set-property',
      name: 'x',
      value: kept,
    });
  });

  test.each([
    ['number', 'twelve'],
    ['boolean', 'perhaps'],
    ['date', 'tomorrow'],
    ['text', '  '],
  ] as const)('what is no %s is refused and not written: “%s”', (type, value) => {
    expect(() => changeOf({ do: 'set-property', name: 'x', type, value: 'any' }, { value })).toThrow(
      /The value of x/,
    );
  });

  test('a tag is filled in, in one line', () => {
    expect(changeOf({ do: 'add-tag', tag: 'any' }, { tag: ' likes\n tea ' })).toEqual({
      do: 'add-tag',
      tag: 'likes tea',
    });
    expect(() => changeOf({ do: 'add-tag', tag: 'any' }, { tag: ' ' })).toThrow(/tag is empty/);
  });
});

describe('a changed profile', () => {
  const profile = { tags: ['VIP', 'tea'], properties: { a: 1, b: 'two' } };
  test('has a tag once, however it is written', () => {
    expect(changed(profile, { do: 'add-tag', tag: 'vip' }).tags).toEqual(['VIP', 'tea']);
    expect(changed(profile, { do: 'add-tag', tag: 'new' }).tags).toEqual(['VIP', 'tea', 'new']);
    expect(changed(profile, { do: 'remove-tag', tag: 'vip ' }).tags).toEqual(['tea']);
  });
  test('keeps every other property', () => {
    expect(changed(profile, { do: 'set-property', name: 'a', value: 2 }).properties).toEqual({
      a: 2,
      b: 'two',
    });
    expect(changed(profile, { do: 'clear-property', name: 'b' }).properties).toEqual({ a: 1 });
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStorable } from '@millrace/base';
import { changed, type ProfileChange } from '../profile-change.ts';
import { changeOf, ownProfile } from './connector.ts';

const set = (type: string, value: string) =>
  changeOf({ do: 'set-property', name: 'x', type, value: 'any' }, { value });

describe('a date', () => {
  test.each(['2027-03-31', '2028-02-29', '2027-03-31T10:00:00Z', '2027-03-31T10:00:00.000+02:00'])(
    '%s is kept',
    (text) => {
      expect(set('date', text)).toMatchObject({ value: text });
    },
  );
  test.each([
    '2027-02-29',
    '2027-13-01',
    '2027-00-10',
    '2027-04-31',
    '2027-03-31T25:00:00Z',
    '31.03.2027',
    '2027-3-1',
    'soon',
  ])('%s is none, and is not written', (text) => expect(() => set('date', text)).toThrow(/not a date/));
});

describe('a number', () => {
  test.each([
    ['-3.5', -3.5],
    ['0', 0],
    ['1e3', 1_000],
  ])('%s is %d', (text, value) => expect(set('number', text)).toMatchObject({ value }));
  test.each(['1,5', '12 %', '0x10', '0b1', 'Infinity', 'NaN', '1_000', '--1'])('%s is none', (text) => {
    expect(() => set('number', text)).toThrow(/not a number/);
  });
});

test('a tag is one line of at most 80 characters, whole ones, with nothing around it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 120 }).filter((text) => text.trim() !== ''),
      (tag) => {
        const { tag: kept } = changeOf({ do: 'add-tag', tag: 'x' }, { tag }) as { tag: string };
        expect(kept.length >= 1 && kept.length <= 80).toBe(true);
        expect(kept).toBe(kept.trim());
        expect(kept).not.toMatch(/[\n\t]|\s{2}/);
        expect(isStorable(kept)).toBe(true);
      },
    ),
  );
  expect(changeOf({ do: 'add-tag', tag: 'x' }, { tag: `a${'😀'.repeat(60)}` })).toMatchObject({
    tag: `a${'😀'.repeat(39)}`,
  });
});

describe('a profile that is changed', () => {
  const names = fc.constantFrom('tea', 'Größe', '__proto__', 'constructor');
  const tags = fc.constantFrom('VIP', 'vip', ' Vip ', 'tea', 'İ');
  const change = fc.oneof(
    fc.record({ do: fc.constantFrom('add-tag', 'remove-tag'), tag: tags }),
    fc.record({ do: fc.constant('set-property'), name: names, value: fc.jsonValue({ maxDepth: 1 }) }),
    fc.record({ do: fc.constant('clear-property'), name: names }),
  ) as fc.Arbitrary<ProfileChange>;
  const profile = fc.record({
    tags: fc.uniqueArray(fc.constantFrom('VIP', 'tea', 'other'), { maxLength: 3 }),
    properties: fc.dictionary(names, fc.nat() as fc.Arbitrary<never>),
  });

  test('is the same when it is changed twice, keeps all else, and is itself left as it was', () => {
    fc.assert(
      fc.property(profile, change, (before, asked) => {
        const kept = JSON.stringify(before);
        const once = changed(before, asked);
        expect(changed(once, asked)).toEqual(once);
        expect(JSON.stringify(before)).toBe(kept);
        const touched = 'name' in asked ? asked.name : null;
        for (const [name, value] of Object.entries(before.properties))
          if (name !== touched)
            expect(Object.getOwnPropertyDescriptor(once.properties, name)?.value).toEqual(value);
        if (asked.do === 'set-property')
          expect(Object.getOwnPropertyDescriptor(once.properties, asked.name)?.value).toEqual(asked.value);
        if (asked.do === 'clear-property') expect(Object.hasOwn(once.properties, asked.name)).toBe(false);
      }),
    );
  });

  test('has a tag after it was added and not after it was taken away, once, however it is written', () => {
    fc.assert(
      fc.property(profile, tags, tags, (before, one, other) => {
        const same = (tag: string) => tag.trim().toLowerCase() === one.trim().toLowerCase();
        const added = changed(before, { do: 'add-tag', tag: one });
        expect(added.tags.filter(same)).toHaveLength(1);
        expect(changed(added, { do: 'remove-tag', tag: one }).tags.some(same)).toBe(false);
        if (!same(other))
          expect(changed(added, { do: 'remove-tag', tag: other }).tags.filter(same)).toHaveLength(1);
      }),
    );
  });
});

test('what was done is told in a sentence, of each kind of change', () => {
  const act = ownProfile.acts!['change-profile']!;
  const call = (input: object, texts: Readonly<Record<string, string>>) => ({
    callId: 'c',
    input,
    texts,
    person: { email: null, phone: null, externalId: null },
    about: { order: null, product: null },
    learned: null,
  });
  const said = (input: object, texts: Readonly<Record<string, string>> = {}) =>
    act.outcome({ kind: 'caught', rowId: 'c' }, call(input, texts));
  expect(said({ do: 'add-tag', tag: 'x' }, { tag: 'vip' })).toMatchObject({
    result: 'done',
    sentence: 'Has the tag “vip” now.',
  });
  expect(said({ do: 'remove-tag', tag: 'x' }, { tag: 'vip' })).toMatchObject({
    sentence: 'No longer has the tag “vip”.',
  });
  expect(
    said({ do: 'set-property', name: 'tea', type: 'text', value: 'x' }, { value: 'Assam' }),
  ).toMatchObject({ sentence: 'tea is now “Assam”.' });
  expect(said({ do: 'clear-property', name: 'tea' })).toMatchObject({ sentence: 'tea was cleared.' });
  expect(
    act.outcome(
      { kind: 'no-answer', cause: 'broken', reason: 'x' },
      call({ do: 'clear-property', name: 'tea' }, {}),
    ).result,
  ).toBe('unknown');
  expect(act.request(call({ do: 'clear-property', name: 'tea' }, {}), null)).toEqual({
    via: 'profile',
    change: { do: 'clear-property', name: 'tea' },
  });
});

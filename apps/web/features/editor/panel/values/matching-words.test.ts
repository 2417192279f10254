import { expect, it } from 'vitest';
import { isWhole, matchingWords, partWords } from './matching-words.ts';

const counted = { people: 1_204, of: 9_321, exact: true, partial: false, parts: [] };

it('says how many match now, and when the number is approximate or incomplete', () => {
  expect(matchingWords(counted)).toBe('1,204 of 9,321 people match now.');
  expect(matchingWords({ ...counted, exact: false })).toBe('About 1,204 of 9,321 people match now.');
  expect(matchingWords({ ...counted, people: 0 })).toBe('Nobody matches now.');
  expect(matchingWords({ ...counted, people: 0, exact: false })).toBe(
    'Nobody in a sample of them matches now.',
  );
  expect(matchingWords({ ...counted, people: 9_321 })).toBe('Everybody matches now, 9,321 people.');
  expect(matchingWords({ ...counted, partial: true })).toBe(
    '1,204 of 9,321 people match now, without the parts that only the running flow knows.',
  );
  expect(matchingWords({ ...counted, people: null })).toBeNull();
});

it('is short for one part', () => {
  expect([
    partWords(1, 9),
    partWords(0, 9),
    partWords(9, 9),
    partWords(null, 9),
    partWords(undefined, 9),
    partWords(4, 9, false),
    partWords(null, 9, false),
  ]).toEqual(['1 person', 'nobody', 'everybody', null, null, 'about 4 people', null]);
});

it('is not counted while a field is still empty', () => {
  expect(isWhole({ fact: 'customer.country', operator: 'is', value: 'DE' })).toBe(true);
  expect(isWhole({ fact: 'customer.country', operator: 'is-set' })).toBe(true);
  for (const value of ['', [], undefined])
    expect(isWhole({ fact: 'customer.tags', operator: 'contains', value })).toBe(false);
  expect(isWhole({ all: [{ event: '', measure: 'count', operator: 'at-least', value: 1 }] })).toBe(false);
  expect(isWhole({ fact: 'customer.shoeSize', operator: 'is', value: 42 })).toBe(false);
});

import { expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { listMembership } from './definition.ts';

const list = { id: '0198f2a0-0000-7000-8000-000000000001', name: 'Wholesale' };

test('somebody is put on a list, or taken off it', () => {
  expect(arriveAt(listMembership, { list })).toMatchObject({
    call: { capability: 'change-list', input: { do: 'put-on', list: list.id } },
    sentence: 'Will be put on “Wholesale”.',
  });
  expect(arriveAt(listMembership, { do: 'take-off', list })).toMatchObject({
    call: { input: { do: 'take-off', list: list.id } },
    sentence: 'Will be taken off “Wholesale”.',
  });
});

test('it needs a list, and names it so that publishing can look for it', () => {
  expect(checked(listMembership, {})).toEqual(['Choose the list.']);
  expect(checked(listMembership, { list })).toEqual([]);
  expect(listMembership.lists?.({ do: 'put-on', list } as never)).toEqual([list.id]);
  expect(listMembership.lists?.({ list: { id: '', name: '' } } as never)).toEqual([]);
});

test('the card says what happens', () => {
  expect(listMembership.sentence({})).toBe('Put on a list');
  expect(listMembership.sentence({ do: 'put-on', list })).toBe('Put on “Wholesale”');
  expect(listMembership.sentence({ do: 'take-off', list })).toBe('Take off “Wholesale”');
});

test('a list that is gone leads another way when that is chosen', () => {
  const refused = {
    type: 'answer',
    callId: 'c',
    part: '',
    outcome: 'refused',
    result: null,
    reason: 'list-gone',
  } as const;
  expect(wakeAt(listMembership, { list, ifNotDone: 'way' }, refused)).toEqual({ go: 'not-done' });
  expect(wakeAt(listMembership, { list }, refused)).toEqual({ go: 'next' });
});

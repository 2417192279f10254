import { expect, test } from 'vitest';
import { arriveAt, checked, wakeAt } from '../testing/scene.ts';
import { storeNote } from './definition.ts';

test('calls the chosen capability for the order or the customer', () => {
  const asked = (config: Record<string, unknown>) =>
    (arriveAt(storeNote, config) as unknown as { call: object }).call;
  expect(asked({ about: 'order', do: 'add-tag', tag: 'late' })).toMatchObject({
    capability: 'tag-order',
    input: { do: 'add-tag', tag: 'late' },
  });
  expect(asked({ about: 'customer', do: 'remove-tag', tag: 'late' })).toMatchObject({
    capability: 'tag-customer',
    input: { do: 'remove-tag' },
  });
  expect(asked({ about: 'order', do: 'add-note', note: 'Kind' })).toMatchObject({
    capability: 'write-note',
    input: { about: 'order', note: 'Kind' },
  });
  const asks = (config: object) =>
    storeNote.asks?.(storeNote.config.parse(config) as never).map(({ capability }) => capability);
  expect(asks({ do: 'add-note', note: 'x' })).toEqual(['write-note']);
});

test('goes on when it is done, and by the setting when it is not', () => {
  const answer = { type: 'answer', callId: 'c', result: null, reason: null } as const;
  expect(wakeAt(storeNote, { tag: 'x' }, { ...answer, outcome: 'done' })).toEqual({ go: 'next' });
  expect(wakeAt(storeNote, { tag: 'x', ifNotDone: 'ways' }, { ...answer, outcome: 'refused' })).toEqual({
    go: 'refused',
  });
});

test('a missing text, and a thing the flow is not about, are problems', () => {
  expect(checked(storeNote, {})).toEqual(['Say which tag.']);
  expect(checked(storeNote, { do: 'add-note' })).toEqual(['Write the note.']);
  expect(checked(storeNote, { tag: 'x' }, [], 'product')).toEqual(['This flow is not about an order.']);
  expect(checked(storeNote, { about: 'customer', tag: 'x' }, [], 'store')).toEqual([
    'This flow is not about a customer.',
  ]);
  expect(checked(storeNote, { about: 'customer', tag: 'x' })).toEqual([]);
});

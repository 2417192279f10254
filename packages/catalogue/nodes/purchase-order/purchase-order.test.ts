import { expect, test } from 'vitest';
import { arriveAt, checked } from '../testing/scene.ts';
import { purchaseOrder } from './definition.ts';

const CONFIG = { supplier: 'Mill & Sons', lines: '120 x MUG-1', terms: '30 days net', withinDays: 21 };

test('is approved by somebody who can change what is ordered', () => {
  const move = arriveAt(purchaseOrder, CONFIG);
  expect(move).toMatchObject({
    call: {
      input: {
        kind: 'purchase-orders',
        facts: expect.arrayContaining([{ label: 'Needed within days', value: '21' }]),
      },
    },
  });
  const { drafts } = (move as unknown as { call: { input: { drafts: { name: string }[] } } }).call.input;
  expect(drafts.map(({ name }) => name)).toEqual(['supplier', 'lines', 'terms']);
});

test('is placed with its date, or without one', () => {
  expect(arriveAt(purchaseOrder, { ...CONFIG, checked: false })).toMatchObject({
    call: { capability: 'order-stock', input: CONFIG },
    sentence: 'Will order at the supplier, needed within 21 days.',
  });
  expect(arriveAt(purchaseOrder, { ...CONFIG, withinDays: undefined, checked: false })).toMatchObject({
    call: { input: { withinDays: null } },
  });
});

test('that is unfinished says what is missing', () => {
  expect(checked(purchaseOrder, {})).toEqual(['Say who supplies it.', 'Say what is ordered, and how many.']);
  expect(purchaseOrder.sentence(CONFIG)).toBe('Order 120 x MUG-1 from Mill & Sons');
  expect(purchaseOrder.sentence({})).toBe('Order at a supplier: say what');
});

test('says to whoever approves why so many, and not to the supplier', () => {
  const why = '{{ product.reorderReason }}';
  expect(arriveAt(purchaseOrder, { ...CONFIG, why })).toMatchObject({
    call: { input: { facts: expect.arrayContaining([{ label: 'Why', value: why }]) } },
  });
  const placed = arriveAt(purchaseOrder, { ...CONFIG, why, checked: false });
  expect(JSON.stringify(placed)).not.toContain('reorderReason');
});

test('of a flow that was published before it could say why goes on as before', () => {
  const { why: _why, ...before } = purchaseOrder.config.parse(CONFIG) as Record<string, unknown>;
  expect(arriveAt(purchaseOrder, before)).toEqual(arriveAt(purchaseOrder, CONFIG));
});

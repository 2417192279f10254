import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { BELOW_NOTES, laneOf, NOTE_ORDINALS } from '../rows/index.ts';
import { amount, free, freeAs, freeRecord, id, instant, pageShape, partOf, unbounded } from './index.ts';

describe('the kind of a part', () => {
  test.each<[string, z.ZodType, ReturnType<typeof partOf>]>([
    ['an instant', instant, 'instant'],
    ['an instant with words of its own', instant.describe('When it was sent'), 'instant'],
    ['an instant with a name', instant.meta({ id: 'SentAt' }), 'instant'],
    ['any value', free, 'free'],
    ['fields of others', freeRecord, 'free-fields'],
    ['a drawing', freeAs<{ nodes: [] }>().describe('A drawing').meta({ id: 'Drawing' }), 'free-fields'],
    ['odds', unbounded, 'unbounded'],
    ['an amount', amount, undefined],
    ['a number of ours', z.number(), undefined],
  ])('%s', (_name, schema, kind) => {
    expect(partOf(schema)).toBe(kind);
  });
});

describe('what a part takes', () => {
  const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
  test.each<[string, z.ZodType, readonly unknown[], readonly unknown[]]>([
    ['an instant', instant, [0, Date.now()], ['2026-01-01', null]],
    ['an amount', amount, [0, -5, 12_900], [1.5, '5', null]],
    ['odds', unbounded, [0, 1e300, Infinity], [Number.NaN, '1', null]],
    ['any value', free, [null, 0, '', [], {}], [undefined]],
    ['fields of others', freeRecord, [{}, { any: null }], [[], 'x', null]],
    ['a drawing', freeAs(), [{}, { nodes: [] }], [null, 'x', 5]],
    ['an id', id, ['0190a000-0000-7000-8000-000000000001'], ['x', '', 7]],
  ])('%s', (_name, schema, right, wrong) => {
    expect(right.filter((value) => !takes(schema, value))).toEqual([]);
    expect(wrong.filter((value) => takes(schema, value))).toEqual([]);
  });
  test('a page has items of one shape, and says where the next begins', () => {
    const page = pageShape(z.strictObject({ id: z.int() }));
    expect(takes(page, { items: [{ id: 1 }], next: null })).toBe(true);
    expect(takes(page, { items: [], next: 'x' })).toBe(true);
    for (const wrong of [
      { items: [{ id: 'x' }], next: null },
      { items: [] },
      { items: [], next: null, total: 1 },
    ])
      expect(takes(page, wrong)).toBe(false);
  });
});

describe('lines that stand in a story beside its own', () => {
  test('have places of their own, behind those of a step, one kind beside the other', () => {
    const ranges = Object.values(NOTE_ORDINALS).toSorted((one, other) => one.from - other.from);
    expect(ranges[0]!.from).toBe(BELOW_NOTES);
    for (const { from, below } of ranges) expect(below).toBeGreaterThan(from);
    ranges.slice(1).forEach(({ from }, index) => expect(from).toBe(ranges[index]!.below));
  });
});

describe('what is locked', () => {
  test('is the person, else what it is about, else the store', () => {
    expect(laneOf({ customer_id: 'ann', subject: 'product-1' })).toBe('ann');
    expect(laneOf({ customer_id: null, subject: 'product-1' })).toBe('product-1');
    expect([laneOf({ customer_id: null, subject: null }), laneOf({ customer_id: null })]).toEqual([
      'store',
      'store',
    ]);
  });
});

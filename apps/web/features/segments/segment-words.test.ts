import { conditionSchema, SEGMENTS_FACT, type Condition } from '@millrace/flow';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { peopleWords, segmentWords, withNames } from './segment-words.ts';

const inSegment = (id: string, called?: string): Condition => ({
  fact: SEGMENTS_FACT,
  operator: 'contains',
  value: [id],
  ...(called ? { called: { [id]: called } } : {}),
});
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom('a', 'b', 'gone').map((id) => inSegment(id, `old ${id}`)),
  fc.constant<Condition>({ fact: 'customer.ordersCount', operator: 'at-least', value: 2 }),
  fc.constant<Condition>({ event: 'order-placed', measure: 'count', operator: 'at-least', value: 1 }),
);
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all): Condition => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any): Condition => ({ any })),
    tie('tree').map((not): Condition => ({ not })),
  ),
}));
const NAMES = new Map([
  ['a', 'Lapsed'],
  ['b', 'VIP'],
]);

describe('a segment in words', () => {
  it('says who is in it, with amounts in the currency of the store', () => {
    expect(
      segmentWords(
        {
          all: [
            { fact: 'customer.totalSpent', operator: 'at-least', value: 50_000 },
            inSegment('a', 'Old name'),
          ],
        },
        'USD',
        NAMES,
      ),
    ).toBe('Total spent is at least $500.00 and is in segment Lapsed');
  });

  it('calls segments by their present names wherever they are named, and says which are gone', () => {
    fc.assert(
      fc.property(tree, (condition) => {
        const words = segmentWords(condition, 'EUR', NAMES);
        expect(words).not.toMatch(/old [ab]/);
        expect(words.includes('old gone')).toBe(JSON.stringify(condition).includes('gone'));
        if (words.includes('old gone')) expect(words).toContain('old gone (no longer exists)');
      }),
    );
  });

  it('changes nothing of a condition but these names', () => {
    const bare = (condition: Condition) =>
      JSON.parse(
        JSON.stringify(condition, (key, value: unknown) => (key === 'called' ? undefined : value)),
      ) as unknown;
    fc.assert(
      fc.property(tree, (condition) => {
        const named = withNames(condition, NAMES);
        expect(bare(named)).toEqual(bare(condition));
        expect(conditionSchema.safeParse(named).success).toBe(true);
      }),
    );
  });

  it('says how many are in it, and that they are still being counted', () => {
    const condition = inSegment('a');
    expect(peopleWords({ people: 2, counting: false, condition: null })).toBe('2 people are on it now.');
    expect(segmentWords(null, 'USD', NAMES)).toBe('Whoever was put on this list');
    expect(peopleWords({ people: 0, counting: false, condition })).toBe('Nobody is in it now.');
    expect(peopleWords({ people: 1, counting: false, condition })).toBe('1 person is in it now.');
    expect(peopleWords({ people: 1_204, counting: false, condition })).toBe('1,204 people are in it now.');
    expect(peopleWords({ people: 12, counting: true, condition })).toBe('Still counting: 12 people so far.');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson, formatMoney } from '@millrace/base';
import type { Condition, FactCondition, Operator } from './condition.ts';
import { describeCondition } from './describe-condition.ts';
import { EVENT_TYPES } from './event-types.ts';
import { FACT_FIELDS } from './fact-fields.ts';
import { conditionProblems } from './validate/condition-problems.ts';

const LEAVES: readonly Condition[] = [
  { fact: 'customer.country', operator: 'is', value: 'DE' },
  { fact: 'cart.total', operator: 'at-least', value: 5_000 },
  { event: 'order-placed', measure: 'count', operator: 'at-least', value: 2 },
];
const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.constantFrom(...LEAVES),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('tree'), { minLength: 2, maxLength: 3 }).map((any) => ({ any })),
    tie('tree').map((not) => ({ not })),
  ),
}));

describe('a condition in words', () => {
  test('reads as itself and as no other, however it is nested', () => {
    fc.assert(
      fc.property(tree, tree, (one, other) => {
        const same = canonicalJson(one) === canonicalJson(other);
        expect(describeCondition(one, 'EUR') === describeCondition(other, 'EUR')).toBe(same);
      }),
      { numRuns: 500 },
    );
  });

  test('shows where a group ends: no two ways to put the same parts together read alike', () => {
    /** Every way to join these, in this order, by and and or, at least two at a time. */
    const joined = (parts: readonly Condition[]): readonly Condition[] => {
      if (parts.length === 1) return [parts[0]!];
      const cuts = Array.from({ length: 2 ** (parts.length - 1) - 1 }, (_, index) => index + 1);
      return cuts.flatMap((bits) => {
        const groups: Condition[][] = [[]];
        parts.forEach((part, place) => {
          if (place > 0 && bits & (1 << (place - 1))) groups.push([]);
          groups.at(-1)!.push(part);
        });
        const choices = groups
          .map(joined)
          .reduce<Condition[][]>(
            (all, options) => all.flatMap((chosen) => options.map((option) => [...chosen, option])),
            [[]],
          );
        return choices.flatMap((chosen) => [{ all: chosen }, { any: chosen }]);
      });
    };
    const ways = joined([...LEAVES, { fact: 'customer.city', operator: 'is-set' }]);
    expect(ways.length).toBeGreaterThan(50);
    expect(new Set(ways.map((way) => describeCondition(way))).size).toBe(ways.length);
  });

  test('closes every bracket that it opens', () => {
    fc.assert(
      fc.property(tree, (one) => {
        let depth = 0;
        for (const letter of describeCondition(one)) {
          depth += letter === '(' ? 1 : letter === ')' ? -1 : 0;
          expect(depth).toBeGreaterThanOrEqual(0);
        }
        expect(depth).toBe(0);
      }),
    );
  });

  test('a group of one is that one, and a group of none is always', () => {
    fc.assert(
      fc.property(tree, (one) => {
        for (const group of [{ all: [one] }, { any: [one] }])
          expect(describeCondition(group, 'EUR')).toBe(describeCondition(one, 'EUR'));
      }),
    );
    expect([describeCondition({ all: [] }), describeCondition({ any: [] })]).toEqual(['always', 'always']);
  });

  test('says another value in other words, for every fact and comparison', () => {
    const compared = (path: string, operator: Operator, value: number | string) =>
      describeCondition({ fact: path, operator, value } as FactCondition, 'EUR');
    for (const { path, type, operators } of FACT_FIELDS) {
      const [one, other] = ['number', 'money', 'share', 'instant'].includes(type) ? [1, 2] : ['one', 'other'];
      for (const operator of operators) {
        if (['is-set', 'is-not-set'].includes(operator) || operator.includes('date') || type === 'boolean')
          continue;
        expect([path, operator, compared(path, operator, one!) === compared(path, operator, other!)]).toEqual(
          [path, operator, false],
        );
      }
    }
  });

  test('says each comparison of a fact in words of its own, but for one of a list', () => {
    for (const { path, operators, type } of FACT_FIELDS) {
      const value = type === 'instant' ? 3 : ['number', 'money', 'share'].includes(type) ? 1 : 'true';
      const said = operators
        .filter((operator) => !operator.includes('date') && operator !== 'is-one-of')
        .map((operator) => describeCondition({ fact: path, operator, value } as FactCondition));
      expect([path, new Set(said).size]).toEqual([path, said.length]);
    }
  });

  test('shows money in the currency that is given, to the minor unit', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.constantFrom('USD', 'JPY', 'KWD'),
        (amount, currency) => {
          const words = describeCondition(
            { fact: 'cart.total', operator: 'at-least', value: amount },
            currency,
          );
          expect(words).toBe(`cart total is at least ${formatMoney({ amount, currency })}`);
        },
      ),
    );
  });

  test('calls every event as the marketer knows it, however it is counted', () => {
    for (const { type, label } of EVENT_TYPES)
      for (const measure of ['count', 'sum'] as const) {
        const words = describeCondition({
          event: type,
          measure,
          operator: 'at-least',
          value: 2,
          withinDays: 7,
        });
        expect(words.toLowerCase().startsWith(label.toLowerCase())).toBe(true);
        expect(words).toMatch(/in the last 7 days$/);
      }
  });

  test('names the one value chosen of several by what it was called then', () => {
    const values = fc.uniqueArray(fc.stringMatching(/^[0-9]{3,6}$/), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(values, (ids) => {
        const called = Object.fromEntries(ids.map((id) => [id, `Product ${id}`]));
        const words = describeCondition({
          fact: 'cart.productIds',
          operator: 'contains',
          value: ids,
          called,
        });
        expect(words).toBe(`products in the cart include ${ids.map((id) => `Product ${id}`).join(' or ')}`);
      }),
    );
  });
});

describe('a value of a condition', () => {
  const problems = (condition: FactCondition) =>
    conditionProblems(condition).map(({ code, severity }) => `${severity} ${code}`);
  test.each<[string, FactCondition, readonly string[]]>([
    [
      'of several is missing',
      { fact: 'customer.country', operator: 'is-one-of', value: ['DE', ''] },
      ['error condition-invalid'],
    ],
    ['is blank', { fact: 'customer.city', operator: 'contains', value: '  ' }, ['error condition-invalid']],
    ['is nought', { fact: 'cart.total', operator: 'more-than', value: 0 }, []],
    ['is no', { fact: 'cart.newCategory', operator: 'is', value: false }, []],
    [
      'is a number of days in words',
      { fact: 'customer.lastOrderAt', operator: 'within-days', value: 'seven' },
      ['error condition-invalid'],
    ],
    ['is half a day', { fact: 'customer.lastOrderAt', operator: 'within-days', value: 0.5 }, []],
    [
      'is a day that there is not',
      { fact: 'customer.lastOrderAt', operator: 'on-date', value: '2026-02-30' },
      ['error condition-invalid'],
    ],
    [
      'is one day where two are needed',
      { fact: 'customer.lastOrderAt', operator: 'between-dates', value: ['2026-02-01'] },
      ['error condition-invalid'],
    ],
    [
      'is three days',
      {
        fact: 'customer.lastOrderAt',
        operator: 'between-dates',
        value: ['2026-02-01', '2026-02-02', '2026-02-03'],
      },
      ['error condition-invalid'],
    ],
    [
      'ends before it begins',
      { fact: 'customer.lastOrderAt', operator: 'between-dates', value: ['2026-02-02', '2026-02-01'] },
      ['error condition-invalid'],
    ],
    ['is not needed', { fact: 'customer.city', operator: 'is-set' }, []],
  ])('that %s', (_name, condition, expected) => {
    expect(problems(condition)).toEqual(expected);
  });
});

import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { operatorSchema } from './condition.ts';
import {
  FACT_FAMILIES,
  FACT_FIELDS,
  factField,
  factsOf,
  factsWith,
  OPERATORS_BY_TYPE,
} from './fact-fields.ts';
import { senseOf } from './sense/sense.ts';
import { toyKinds } from './testing/toy-kinds.ts';
import { conditionProblems } from './validate/condition-problems.ts';

describe('looking a fact up', () => {
  test('a fact with a name of its own is found as it is listed', () => {
    for (const field of FACT_FIELDS) expect(factField(field.path)).toBe(field);
  });
  test.each([
    ['customer.properties.plan', 'any', 'property plan'],
    ['customer.properties.size.shirt', 'any', 'property size.shirt'],
    ['customer.consent.push', 'choice', 'consent for push'],
    ['customer.suppressed.push', 'boolean', 'suppressed for push'],
    ['event.properties.colour', 'any', 'event property colour'],
    ['decision.luck', 'any', 'decision luck'],
  ])('%s is known by its family', (path, type, label) => {
    expect(factField(path)).toMatchObject({ path, type, label });
  });
  test('a prefix of a path is not a fact', () => {
    for (const path of [
      '',
      'customer',
      'customer.',
      'customer.properties.',
      'customer.nothing',
      'decision.',
      'toString',
      '__proto__',
    ])
      expect(factField(path)).toBeUndefined();
  });
  test('an unknown path is never taken for a fact', () => {
    fc.assert(
      fc.property(fc.string(), (path) => {
        const isFree = FACT_FAMILIES.some(
          ({ prefix }) => path.startsWith(prefix) && path.length > prefix.length,
        );
        expect(factField(path) === undefined).toBe(
          !isFree && !FACT_FIELDS.some((field) => field.path === path),
        );
      }),
    );
  });
});

describe('what can be compared how', () => {
  test('every comparison of the language fits some fact', () => {
    const taken = new Set(Object.values(OPERATORS_BY_TYPE).flat());
    expect(operatorSchema.options.filter((operator) => !taken.has(operator))).toEqual([]);
  });
  test('money and counts are compared by size, names by letters, times by days', () => {
    expect(factField('cart.total')?.operators).toContain('at-least');
    expect(factField('cart.total')?.operators).not.toContain('contains');
    expect(factField('customer.city')?.operators).toContain('starts-with');
    expect(factField('customer.city')?.operators).not.toContain('more-than');
    expect(factField('customer.lastOrderAt')?.operators).toEqual([
      'within-days',
      'longer-ago-than-days',
      'within-next-days',
      'anniversary-within-days',
      'on-date',
      'before-date',
      'on-or-after-date',
      'between-dates',
      'is-set',
      'is-not-set',
    ]);
  });
  test('choices say what there is to choose, and only choices do', () => {
    for (const { type, options, path } of FACT_FIELDS) {
      expect(type === 'choice', path).toBe(options !== null);
      for (const { value, label } of options ?? [])
        expect(`${value}${label}`.length, path).toBeGreaterThan(1);
    }
  });
});

describe('facts that decisions set', () => {
  const facts = factsWith({ risk: { label: 'risk of leaving', type: 'share', unit: '%' } });

  test('are compared by their type, beside those of the language', () => {
    expect(facts.field('decision.risk')).toMatchObject({
      label: 'risk of leaving',
      type: 'share',
      subject: 'decision',
      unit: '%',
    });
    expect(facts.field('decision.risk')?.operators).toContain('at-least');
    expect(facts.field('cart.total')).toBe(factField('cart.total'));
    expect(facts.fields).toHaveLength(FACT_FIELDS.length + 1);
  });
  test('are of unknown type where no kind sets them, and then any name is accepted', () => {
    expect(factField('decision.risk')).toMatchObject({ type: 'any', label: 'decision risk' });
  });
  test('are checked as what they are: a share is never above one, and takes no words', () => {
    const above = { fact: 'decision.risk', operator: 'more-than', value: 1 } as const;
    expect(senseOf(above, facts)).toBe('never');
    expect(senseOf(above)).toBe('depends');
    const worded = { when: { fact: 'decision.risk', operator: 'contains', value: 'x' } };
    expect(conditionProblems(worded, facts)).toMatchObject([{ code: 'condition-invalid' }]);
    expect(conditionProblems(worded)).toEqual([]);
  });
  test('are those that the kinds of a catalogue set; a label alone is not a fact', () => {
    expect(factsOf(toyKinds)).toBe(factsOf(toyKinds));
    expect(factsOf(toyKinds).fields).toEqual(FACT_FIELDS);
    const kinds = {
      toy: {
        ...toyKinds['decide']!,
        sets: { risk: { label: 'risk', type: 'share' as const }, code: 'a code' },
      },
    };
    expect(factsOf(kinds).fields.map(({ path }) => path)).toEqual([
      ...FACT_FIELDS.map(({ path }) => path),
      'decision.risk',
    ]);
  });
});

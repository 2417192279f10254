import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '@millrace/base';
import { conditionSchema, type Condition, type FactCondition, type Operator } from './condition.ts';
import { describeCondition } from './describe-condition.ts';
import { evaluate } from './evaluate.ts';
import { FACT_FIELDS } from './fact-fields.ts';
import { customer, facts } from './testing/make.ts';
import { conditionProblems } from './validate/condition-problems.ts';

const FACT = 'customer.properties.found';
const knowing = (found: Json | undefined) =>
  facts({ customer: customer({ properties: found === undefined ? {} : { found } }) });
const holds = (found: Json | undefined, operator: Operator, value?: unknown) =>
  evaluate({ fact: FACT, operator, value } as FactCondition, knowing(found));

const word = fc.constantFrom(
  '',
  ' ',
  'de',
  'DE',
  ' Berlin',
  'Straße',
  'é',
  '3',
  '3.0',
  '-2.5',
  'true',
  'x y',
);
const number = fc.constantFrom(-2.5, 0, 1, 3, 3.5, 1e6);
const scalar = fc.oneof(word, number, fc.boolean());
const found: fc.Arbitrary<Json | undefined> = fc.oneof(
  scalar,
  fc.constant(undefined),
  fc.constant(null),
  fc.array(scalar, { maxLength: 3 }),
  fc.constant({ name: 'x' }),
);

describe('whatever is known and whatever is asked', () => {
  test.each<[Operator, Operator]>([
    ['is', 'is-not'],
    ['is-one-of', 'is-none-of'],
    ['contains', 'does-not-contain'],
    ['is-set', 'is-not-set'],
  ])('either “%s” or “%s” holds, and never both', (yes, no) => {
    fc.assert(
      fc.property(found, scalar, fc.array(scalar, { maxLength: 3 }), (known, one, many) => {
        const value = yes === 'is-one-of' ? many : one;
        expect(holds(known, yes, value)).not.toBe(holds(known, no, value));
      }),
      { numRuns: 300 },
    );
  });

  test('a list of values is any one of them', () => {
    fc.assert(
      fc.property(found, fc.array(scalar, { maxLength: 4 }), (known, many) => {
        expect(holds(known, 'is-one-of', many)).toBe(many.some((one) => holds(known, 'is', one)));
        expect(holds(known, 'is-none-of', many)).toBe(many.every((one) => holds(known, 'is-not', one)));
      }),
      { numRuns: 300 },
    );
  });

  test('a number is above, below or the same, just one of the three', () => {
    fc.assert(
      fc.property(number, number, fc.boolean(), fc.boolean(), (known, value, asText, wantedAsText) => {
        const [left, right] = [asText ? String(known) : known, wantedAsText ? String(value) : value];
        const said = (['more-than', 'less-than', 'is'] as const).filter((operator) =>
          holds(left, operator, right),
        );
        expect(said).toEqual([known > value ? 'more-than' : known < value ? 'less-than' : 'is']);
        expect(holds(left, 'at-least', right)).toBe(known >= value);
        expect(holds(left, 'at-most', right)).toBe(known <= value);
      }),
    );
  });

  test('what is no number is neither above nor below anything', () => {
    fc.assert(
      fc.property(fc.constantFrom(null, true, 'many', '', '1,5', '12 €', {}, [3]), number, (known, value) => {
        for (const operator of ['at-least', 'at-most', 'more-than', 'less-than'] as const) {
          expect(holds(known, operator, value)).toBe(false);
          expect(holds(3, operator, known)).toBe(false);
        }
      }),
    );
  });

  test('a text that starts with a part contains it, and what is a text contains and starts with all of it', () => {
    fc.assert(
      fc.property(word, word, (known, part) => {
        if (holds(known, 'starts-with', part)) expect(holds(known, 'contains', part)).toBe(true);
        if (known === '') return;
        expect([holds(known, 'starts-with', known), holds(known, 'contains', known)]).toEqual([true, true]);
      }),
    );
  });

  test('neither case nor blanks around make a difference, nor how an accent was typed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 8 }),
        fc.string({ maxLength: 3 }),
        (text, part) => {
          if (text.trim() === '' || part.trim() === '') return;
          const spelt = [text, ` ${text} `, text.normalize('NFC'), text.normalize('NFD')];
          for (const other of spelt) {
            expect(holds(other, 'is', text)).toBe(true);
            expect(holds(other, 'contains', part)).toBe(holds(text, 'contains', part));
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the order in which parts are joined says nothing', () => {
    const parts = fc.array(
      fc.record({
        fact: fc.constant(FACT),
        operator: fc.constantFrom<Operator>('is', 'is-not', 'contains', 'at-least', 'is-set'),
        value: scalar,
      }) as fc.Arbitrary<Condition>,
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(parts, found, (all, known) => {
        const asked = (condition: Condition) => evaluate(condition, knowing(known));
        expect(asked({ all })).toBe(asked({ all: all.toReversed() }));
        expect(asked({ any: all })).toBe(asked({ any: all.toReversed() }));
        expect(asked({ all: [{ all }, { all }] })).toBe(asked({ all }));
        expect(asked({ not: { not: { all } } })).toBe(asked({ all }));
      }),
    );
  });

  test('a condition that was stored and read again means the same', () => {
    const condition = fc.record({
      fact: fc.constant(FACT),
      operator: fc.constantFrom<Operator>('is', 'contains', 'less-than', 'is-none-of', 'within-days'),
      value: fc.oneof(scalar, fc.array(scalar, { maxLength: 3 })),
    });
    fc.assert(
      fc.property(condition, found, (asked, known) => {
        const read = conditionSchema.parse(JSON.parse(JSON.stringify(asked)));
        expect(evaluate(read, knowing(known))).toBe(evaluate(asked as Condition, knowing(known)));
      }),
    );
  });
});

describe('what the check lets pass', () => {
  const numbers = FACT_FIELDS.filter(({ type }) => ['number', 'money', 'share'].includes(type));
  const written = fc.oneof(
    fc.constantFrom(
      '3',
      '3.0',
      ' 3 ',
      '-2.5',
      '1e3',
      '+5',
      '.5',
      '5.',
      '0x10',
      '1_000',
      '1,5',
      'Infinity',
      '３',
    ),
    fc.integer().map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
    fc.string({ maxLength: 4 }),
  );

  test('as a number is one that comparisons can compare with', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...numbers), (value, { path }) => {
        const asked = (operator: Operator): FactCondition => ({ fact: path, operator, value });
        if (conditionProblems(asked('at-most')).some(({ severity }) => severity === 'error')) return;
        const seen = { ...asked('at-most'), fact: FACT };
        expect(evaluate({ ...seen, operator: 'at-least' }, knowing(1e300))).toBe(true);
        expect(evaluate(seen, knowing(-1e300))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('as a number to be the same as is one that some number is', () => {
    fc.assert(
      fc.property(written, fc.constantFrom(...numbers), (value, { path }) => {
        const asked: FactCondition = { fact: path, operator: 'is', value };
        if (conditionProblems(asked).some(({ severity }) => severity === 'error')) return;
        expect(evaluate({ ...asked, fact: FACT }, knowing(Number(value)))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  test('as a part of a text is one part', () => {
    for (const operator of ['contains', 'does-not-contain', 'starts-with'] as const)
      expect(
        conditionProblems({ fact: 'customer.city', operator, value: ['ber', 'ham'] }).map(
          ({ sentence }) => sentence,
        ),
      ).toEqual(['The condition on "city" takes one value, not a list.']);
    expect(
      conditionProblems({ fact: 'customer.tags', operator: 'contains', value: ['vip', 'press'] }),
    ).toEqual([]);
  });

  test('can be said in words without a hole, whatever the fact', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FACT_FIELDS),
        fc.nat(20),
        fc.oneof(scalar, fc.array(scalar, { minLength: 1, maxLength: 3 })),
        (field, pick, value) => {
          const operator = field.operators[pick % field.operators.length]!;
          const condition = { fact: field.path, operator, value } as FactCondition;
          if (conditionProblems(condition).some(({ severity }) => severity === 'error')) return;
          expect(describeCondition(condition, 'EUR')).not.toMatch(/…|undefined|NaN|\[object/);
        },
      ),
      { numRuns: 500 },
    );
  });
});

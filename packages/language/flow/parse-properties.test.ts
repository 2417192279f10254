import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { z } from 'zod';
import {
  attributionSchema,
  exitRuleSchema,
  flowSettingsSchema,
  graphSchema,
  reentrySchema,
} from './graph.ts';
import { conditionSchema, type Condition } from './condition.ts';
import { conditionsIn, leavesOf } from './needs.ts';
import { parseGraph } from './parse-graph.ts';
import { randomFlow } from './testing/random-flows.ts';
import { toyKinds } from './testing/toy-kinds.ts';
import { hasTitle, sentencesOf, titleAt } from './validate/config-sentences.ts';

const copy = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;
type Path = readonly (string | number)[];

/** Every place inside a value. */
function placesIn(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      placesIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}
/** The value with something else at one place; with nothing there when that is `undefined`. */
function put(value: unknown, [step, ...rest]: Path, next: unknown): unknown {
  if (step === undefined) return next;
  if (Array.isArray(value))
    return value.map((inner: unknown, index) => (index === step ? put(inner, rest, next) : inner));
  const record = { ...(value as Record<string, unknown>) };
  record[step] = put(record[step], rest, next);
  if (record[step] === undefined) delete record[step];
  return record;
}
const junk = fc.constantFrom<unknown>(undefined, null, '', 'x', -1, 1e9, 0.5, true, [], {}, { all: [] }, [
  'x',
]);
const refusal = (json: unknown) => {
  try {
    parseGraph(json);
    return null;
  } catch (error) {
    if (!isMillraceError(error)) throw error;
    return error;
  }
};

describe('a drawing with one thing in it that does not belong', () => {
  const spoilt = randomFlow.chain((graph) =>
    fc
      .tuple(fc.constantFrom(...placesIn(graph).filter(({ length }) => length > 0)), junk)
      .map(([place, value]) => ({ graph, place, json: put(copy(graph), place, value) })),
  );

  test('is read, or refused with a sentence for each fault that names where it stands', () => {
    let refused = 0;
    fc.assert(
      fc.property(spoilt, ({ place, json }) => {
        const error = refusal(json);
        if (error === null) return;
        refused += 1;
        expect(error.code === 'input-invalid' || place[0] === 'schemaVersion').toBe(true);
        for (const issue of (error.details['issues'] ?? []) as string[]) {
          const [, field = '', sentence] = /^(?:([\w.:-]+): )?(.+)$/s.exec(issue)!;
          expect(sentence).toMatch(/^.{5,}\.$/s);
          expect(sentence).not.toMatch(/undefined|NaN|\[object|Invalid|expected/);
          // What is wrong is where it was spoilt, or in what that is a part of.
          const [shorter, longer] = [field, place.join('.')].toSorted(
            (one, other) => one.length - other.length,
          );
          expect([field, longer!.startsWith(shorter!)]).toEqual([field, true]);
        }
      }),
      { numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(150);
  });

  test('that is read is one that can be stored and read again', () => {
    fc.assert(
      fc.property(spoilt, ({ json }) => {
        const parsed = graphSchema.safeParse(json);
        if (!parsed.success) return;
        expect(parseGraph(copy(parsed.data))).toEqual(parsed.data);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is wrong with a config', () => {
  test('is said in whole sentences, whatever stands in it', () => {
    const kinds = Object.values(toyKinds);
    fc.assert(
      fc.property(
        fc.constantFrom(...kinds),
        fc.dictionary(
          fc.constantFrom('event', 'minutes', 'text', 'when', 'exits', 'reentry', 'key', 'other'),
          junk,
        ),
        (kind, config) => {
          const parsed = kind.config.safeParse(config);
          if (parsed.success) return;
          const said = sentencesOf(kind.config, parsed.error);
          expect(said.length).toBeGreaterThan(0);
          for (const { field, sentence } of said) {
            expect(sentence).toMatch(/^[A-Z].*\.$/s);
            expect(sentence).not.toMatch(/undefined|NaN|\[object/);
            if (field !== null) expect(sentence.length).toBeGreaterThan(5);
          }
        },
      ),
      { numRuns: 400 },
    );
  });

  test('calls a field by the title that is nearest to it, else by its name in words', () => {
    const schema = z.strictObject({
      plain: z.string(),
      notSent: z.string().optional(),
      'with-hyphens_and': z.string().default('x'),
      titled: z.string().optional().default('x').meta({ title: 'Own title' }),
      inside: z.strictObject({ deep: z.string().meta({ title: 'Deep' }) }).meta({ title: 'Inside' }),
      list: z.array(z.strictObject({ name: z.string() })).meta({ title: 'Paths' }),
    });
    const title = (path: string) =>
      titleAt(
        schema,
        path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
      );
    expect(
      [
        'plain',
        'notSent',
        'with-hyphens_and',
        'titled',
        'inside',
        'inside.deep',
        'list',
        'list.0',
        'list.2.name',
        'gone',
      ].map(title),
    ).toEqual([
      'Plain',
      'Not sent',
      'With hyphens and',
      'Own title',
      'Inside',
      'Deep',
      'Paths',
      'Paths 1',
      'Name',
      'Gone',
    ]);
    expect(titleAt(schema, [])).toBe('This');
    expect([
      hasTitle(schema, ['titled']),
      hasTitle(schema, ['plain']),
      hasTitle(schema, ['gone', 'x']),
    ]).toEqual([true, false, false]);
  });
});

describe('conditions inside anything', () => {
  const leaf: fc.Arbitrary<Condition> = fc.oneof(
    fc.record({
      fact: fc.constantFrom('cart.total', 'customer.city'),
      operator: fc.constant('is-set' as const),
    }),
    fc.record({
      event: fc.constantFrom('order-placed', 'page-viewed'),
      measure: fc.constant('count' as const),
      operator: fc.constant('at-least' as const),
      value: fc.nat(5),
    }),
  );
  const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
    condition: fc.oneof(
      { maxDepth: 4 },
      leaf,
      fc.array(tie('condition'), { maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('condition'), { maxLength: 3 }).map((any) => ({ any })),
      tie('condition').map((not) => ({ not })),
    ),
  }));
  const count = (one: Condition): number =>
    'all' in one
      ? one.all.reduce((sum, part) => sum + count(part), 0)
      : 'any' in one
        ? one.any.reduce((sum, part) => sum + count(part), 0)
        : 'not' in one
          ? count(one.not)
          : 1;

  test('are read as they were stored, and have as many leaves as they have', () => {
    fc.assert(
      fc.property(condition, (one) => {
        expect(conditionSchema.parse(copy(one))).toEqual(one);
        expect(leavesOf(one)).toHaveLength(count(one));
      }),
    );
  });

  test('are found as wholes, in the order in which they stand, with the way to them', () => {
    const config = fc.array(fc.record({ name: fc.string(), when: condition, note: fc.option(fc.string()) }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(config, condition, (paths, filter) => {
        const found = conditionsIn({ paths, filter });
        expect(found.map((one) => one.path.join('.'))).toEqual([
          ...paths.map((_, index) => `paths.${index}.when`),
          'filter',
        ]);
        expect(found.map((one) => one.condition)).toEqual([...paths.map(({ when }) => when), filter]);
      }),
    );
  });

  test('deeper than anybody builds them cost no stack', () => {
    let deep: Condition = { fact: 'cart.total', operator: 'is-set' };
    for (let level = 0; level < 20_000; level += 1) deep = { not: deep };
    expect(leavesOf(deep)).toHaveLength(1);
    expect(conditionsIn({ when: deep })).toHaveLength(1);
  });
});

describe('parts of a flow at their limits', () => {
  const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success;
  test.each<[string, z.ZodType, readonly unknown[], readonly unknown[]]>([
    ['outcome days', flowSettingsSchema.shape.outcomeDays, [1, 180, undefined], [0.5, 181, '30']],
    ['a holdout', flowSettingsSchema.shape.holdout, [0, 0.5, undefined], [-0.01, 0.51]],
    ['an owner', flowSettingsSchema.shape.owner, ['x'.repeat(120), undefined], ['x'.repeat(121), null]],
    [
      'hours of attribution',
      attributionSchema,
      [{}, { email: { opened: 1, clicked: 1_440 } }, { sms: { delivered: 0 } }],
      [{ email: { opened: 0.5 } }, { email: { clicked: 1_441 } }, { sms: { delivered: -1 } }, { '': {} }],
    ],
    [
      'coming in again',
      reentrySchema,
      [{ rule: 'always' }, { rule: 'after', days: 1 }, { rule: 'after', days: 3_650 }],
      [
        { rule: 'after' },
        { rule: 'after', days: 0 },
        { rule: 'after', days: 3_651 },
        { rule: 'sometimes' },
        { rule: 'never', days: 3 },
      ],
    ],
    [
      'an exit',
      exitRuleSchema,
      [{ event: 'x' }, { event: 'x'.repeat(80), match: 'product' }],
      [{ event: '' }, { event: 'x'.repeat(81) }, { event: 'x', match: 'store' }, { event: 'x', other: 1 }],
    ],
  ])('%s', (_name, schema, right, wrong) => {
    expect(right.filter((value) => !takes(schema, value))).toEqual([]);
    expect(wrong.filter((value) => takes(schema, value))).toEqual([]);
  });
});

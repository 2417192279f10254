import fc from 'fast-check';
import { freeAs, freeRecord, instant } from '@millrace/core/verb';
import { conditionSchema, type Condition } from '@millrace/flow';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { present } from './present.ts';

/** A schema with a valid value, the form in which the API writes it, and the same value with undeclared fields. */
interface Declared {
  readonly schema: z.ZodType;
  readonly value: unknown;
  readonly written: unknown;
  readonly more: unknown;
}

const same = (schema: z.ZodType, value: unknown): Declared => ({
  schema,
  value,
  written: value,
  more: value,
});
const at = fc.integer({ min: -8.64e15, max: 8.64e15 });
const name = fc.stringMatching(/^[a-z]{1,6}$/);

const instants: fc.Arbitrary<Declared> = fc.tuple(at, fc.nat(2)).map(([value, form]) => ({
  schema: [instant, instant.nullable(), instant.describe('When')][form] as z.ZodType,
  value,
  written: new Date(value).toISOString(),
  more: value,
}));
/** Numbers that are not instants, whatever their name; and data from outside, full of numbers and odd names. */
const plain = fc.oneof(
  fc.integer().map((value) => same(z.int(), value)),
  fc.string().map((value) => same(z.string().nullable(), value)),
  fc.constant(same(z.string().nullable(), null)),
  fc.boolean().map((value) => same(z.boolean().optional(), value)),
  fc
    .dictionary(fc.oneof(name, fc.constant('sentAt')), fc.jsonValue())
    .map((value) => same(freeRecord, value)),
  fc.dictionary(name, fc.jsonValue()).map((value) => same(freeAs<object>().describe('Theirs'), value)),
);

const declared = fc.letrec<{ any: Declared }>((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    instants,
    plain,
    object(tie('any')),
    list(tie('any')),
    record(tie('any')),
  ),
})).any;

function object(part: fc.Arbitrary<Declared>): fc.Arbitrary<Declared> {
  return fc
    .tuple(
      fc.dictionary(fc.oneof(name, fc.constantFrom('at', 'createdAt')), part, { maxKeys: 5 }),
      fc.jsonValue(),
    )
    .map(([parts, junk]) => {
      const each = (of: (part: Declared) => unknown) =>
        Object.fromEntries(Object.entries(parts).map(([key, one]) => [key, of(one)]));
      return {
        schema: z.strictObject(each((one) => one.schema) as Record<string, z.ZodType>),
        value: each((one) => one.value),
        written: each((one) => one.written),
        more: { ...each((one) => one.more), UNDECLARED: junk },
      };
    });
}
function list(part: fc.Arbitrary<Declared>): fc.Arbitrary<Declared> {
  return fc.tuple(part, fc.nat(3)).map(([one, length]) => ({
    schema: z.array(one.schema),
    value: Array.from({ length }, () => one.value),
    written: Array.from({ length }, () => one.written),
    more: Array.from({ length }, () => one.more),
  }));
}

function record(part: fc.Arbitrary<Declared>): fc.Arbitrary<Declared> {
  return fc.tuple(part, fc.uniqueArray(name, { maxLength: 3 })).map(([one, names]) => ({
    schema: z.record(z.string(), one.schema),
    value: Object.fromEntries(names.map((key) => [key, one.value])),
    written: Object.fromEntries(names.map((key) => [key, one.written])),
    more: Object.fromEntries(names.map((key) => [key, one.more])),
  }));
}

describe('an answer of the API', () => {
  it('has instants as ISO 8601 with milliseconds, and everything else unchanged', () => {
    fc.assert(
      fc.property(declared, ({ schema, value, written }) => {
        expect(present(schema, value)).toEqual(written);
      }),
    );
  });

  it('recognises an instant by the type of the field, not by its name', () => {
    const schema = z.strictObject({
      sentAt: z.int(),
      seen: instant.nullable(),
      properties: z.strictObject({ on: instant }),
    });
    const written = present(schema, { sentAt: 3, seen: 0, properties: { on: 1 } });
    expect(written).toEqual({
      sentAt: 3,
      seen: '1970-01-01T00:00:00.000Z',
      properties: { on: '1970-01-01T00:00:00.001Z' },
    });
  });

  it('has no undeclared field, at any depth', () => {
    fc.assert(
      fc.property(declared, ({ schema, more, written }) => {
        expect(present(schema, more)).toEqual(written);
      }),
    );
  });

  it('leaves data from outside unchanged', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (theirs) => {
        const written = present(z.strictObject({ theirs: freeRecord.nullable() }), { theirs }) as {
          theirs: unknown;
        };
        expect(written.theirs).toBe(theirs);
      }),
    );
  });

  it('is sent even with an invalid row, and its valid parts are complete', () => {
    fc.assert(
      fc.property(declared, fc.anything(), ({ schema, value, written }, poison) => {
        const rows = z.strictObject({ items: z.array(z.strictObject({ one: schema })) });
        const { items } = present(rows, { items: [{ one: poison }, { one: value }, poison] }) as {
          items: unknown[];
        };
        expect(items).toHaveLength(3);
        expect(items[1]).toEqual({ one: written });
      }),
    );
  });

  it('writes a value of several forms as the form it fits', () => {
    const schema = z.union([
      z.strictObject({ entered: z.string() }),
      z.strictObject({ refused: z.string(), at: instant }),
    ]);
    expect(present(schema, { refused: 'no', at: 0 })).toEqual({
      refused: 'no',
      at: '1970-01-01T00:00:00.000Z',
    });
    expect(present(schema, { entered: 'yes' })).toEqual({ entered: 'yes' });
    expect(present(schema, { neither: 1 })).toBeNull();
  });

  it('writes a schema that contains itself at any depth, and a condition as it is', () => {
    interface Branch {
      readonly at: number;
      readonly inside: readonly Branch[];
    }
    const schema: z.ZodType<Branch> = z.lazy(() =>
      z.strictObject({ at: instant, inside: z.array(schema) }),
    ) as unknown as z.ZodType<Branch>;
    expect(present(schema, { at: 0, inside: [{ at: 1, inside: [], more: 2 }] })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      inside: [{ at: '1970-01-01T00:00:00.001Z', inside: [] }],
    });
    const leaf = fc.constantFrom<Condition>(
      { fact: 'customer.segments', operator: 'contains', value: ['1'], called: { '1': 'Lapsed' } },
      { fact: 'customer.phone', operator: 'is-set' },
      { event: 'order-placed', measure: 'sum', operator: 'at-least', value: 5, withinDays: 9 },
    );
    const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('tree'), { maxLength: 3 }).map((all): Condition => ({ all })),
        fc.array(tie('tree'), { maxLength: 3 }).map((any): Condition => ({ any })),
        tie('tree').map((not): Condition => ({ not })),
        fc
          .tuple(leaf, tie('tree'))
          .map(([counted, where]): Condition => ('event' in counted ? { ...counted, where } : counted)),
      ),
    }));
    fc.assert(
      fc.property(tree, (condition) => {
        expect(present(conditionSchema, condition)).toEqual(condition);
      }),
    );
  });
});

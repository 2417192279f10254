import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { z } from 'zod';
import { asWords, isAsked, readSchema, setAt } from './read-schema.ts';

const schema = z.strictObject({
  delay: z
    .strictObject({ amount: z.number(), unit: z.enum(['minutes', 'hours']) })
    .meta({ title: 'Wait for', control: 'duration' }),
  share: z
    .number()
    .min(0)
    .max(0.5)
    .default(0.1)
    .meta({ title: 'People held back', description: 'To measure against.' }),
  purpose: z.enum(['marketing', 'order-news']).meta({ labels: { marketing: 'Marketing' } }),
  note: z.string().nullable().optional(),
  count: z.int().min(1),
  kind: z.literal('fixed'),
  limits: z.strictObject({ perDay: z.number().meta({ title: 'Each day' }) }).meta({ title: 'Limits' }),
  paths: z.array(z.strictObject({ label: z.string() })).meta({ control: 'paths' }),
});
const field = (key: string) =>
  readSchema(schema).find((one) => one.key === key) ?? expect.fail(`no field ${key}`);

describe('a panel read from a schema', () => {
  it('shows the fields in the order of the schema', () => {
    expect(readSchema(schema).map((one) => one.key)).toEqual([
      'delay',
      'share',
      'purpose',
      'note',
      'count',
      'kind',
      'limits',
      'paths',
    ]);
  });

  it('takes label, help and bounds from the schema, also with a default', () => {
    expect(field('share')).toMatchObject({
      label: 'People held back',
      help: 'To measure against.',
      control: 'number',
      min: 0,
      max: 0.5,
      fallback: 0.1,
      required: false,
    });
  });

  it('offers the choices of a list with their labels, or with labels made from the names', () => {
    expect(field('purpose').choices).toEqual([
      { value: 'marketing', label: 'Marketing' },
      { value: 'order-news', label: 'Order news' },
    ]);
  });

  it('shows a text field where a value may be text or null', () => {
    expect(field('note')).toMatchObject({ control: 'text', required: false });
  });

  it('sets no maximum where the schema has none', () => {
    expect(field('count')).toMatchObject({ min: 1, max: undefined, integer: true });
  });

  it('hides a field with only one value, and leaves unknown fields to the caller', () => {
    expect(field('kind').control).toBe('hidden');
    expect(field('paths').control).toBe('paths');
    expect(field('delay').control).toBe('duration');
  });

  it('shows the fields of an object without its own control', () => {
    expect(field('limits').fields.map((one) => one.label)).toEqual(['Each day']);
  });
});

describe('conditional fields', () => {
  const fields = readSchema(
    z.strictObject({
      kind: z.enum(['percentage', 'amount', 'free-shipping']).default('percentage'),
      percent: z.number().meta({ onlyIf: { kind: 'percentage' } }),
      minimum: z.number().meta({ onlyIf: { kind: ['percentage', 'amount'] } }),
    }),
  );
  const asked = (value: Record<string, unknown>) =>
    fields.filter((one) => isAsked(one, value, fields)).map((one) => one.key);

  it('shows the percentage field while the discount is a percentage, also by default', () => {
    expect(asked({})).toEqual(['kind', 'percent', 'minimum']);
    expect(asked({ kind: 'amount' })).toEqual(['kind', 'minimum']);
    expect(asked({ kind: 'free-shipping' })).toEqual(['kind']);
  });
});

describe('changing one value of a panel', () => {
  it('creates missing objects and leaves everything else unchanged', () => {
    const before = { a: 1, deep: { b: 2 } };
    expect(setAt(before, 'deep.c.d', 3)).toEqual({ a: 1, deep: { b: 2, c: { d: 3 } } });
    expect(before).toEqual({ a: 1, deep: { b: 2 } });
  });

  it('removes a cleared field, so that its default applies again', () => {
    expect(setAt({ a: 1, b: 2 }, 'b', undefined)).toEqual({ a: 1 });
  });

  it('never loses another value, whatever is changed', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.integer()),
        fc.stringMatching(/^[a-z]{5,8}$/),
        fc.integer(),
        (value, path, next) => {
          expect(setAt(value, path, next)).toEqual({ ...value, [path]: next });
        },
      ),
    );
  });
});

it('turns the name of a field into a readable label', () => {
  expect(asWords('quietHoursStart')).toBe('Quiet hours start');
  expect(asWords('order-placed')).toBe('Order placed');
});

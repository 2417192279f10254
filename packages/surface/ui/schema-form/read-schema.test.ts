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
  it('shows the fields in the order in which they are written', () => {
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

  it('takes label, help and bounds from what the schema says, also behind a default', () => {
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

  it('offers the choices of a list in the words given, or in plain words made from the name', () => {
    expect(field('purpose').choices).toEqual([
      { value: 'marketing', label: 'Marketing' },
      { value: 'order-news', label: 'Order news' },
    ]);
  });

  it('asks for text where a field may be text or nothing', () => {
    expect(field('note')).toMatchObject({ control: 'text', required: false });
  });

  it('does not invent a largest number where the schema names none', () => {
    expect(field('count')).toMatchObject({ min: 1, max: undefined, integer: true });
  });

  it('hides what can only have one value and leaves what it does not know to the caller', () => {
    expect(field('kind').control).toBe('hidden');
    expect(field('paths').control).toBe('paths');
    expect(field('delay').control).toBe('duration');
  });

  it('draws the fields of an object that has no control of its own', () => {
    expect(field('limits').fields.map((one) => one.label)).toEqual(['Each day']);
  });
});

describe('fields that are asked only sometimes', () => {
  const fields = readSchema(
    z.strictObject({
      kind: z.enum(['percentage', 'amount', 'free-shipping']).default('percentage'),
      percent: z.number().meta({ onlyIf: { kind: 'percentage' } }),
      minimum: z.number().meta({ onlyIf: { kind: ['percentage', 'amount'] } }),
    }),
  );
  const asked = (value: Record<string, unknown>) =>
    fields.filter((one) => isAsked(one, value, fields)).map((one) => one.key);

  it('asks for a percentage while the discount is a percentage, also when that is only the default', () => {
    expect(asked({})).toEqual(['kind', 'percent', 'minimum']);
    expect(asked({ kind: 'amount' })).toEqual(['kind', 'minimum']);
    expect(asked({ kind: 'free-shipping' })).toEqual(['kind']);
  });
});

describe('changing one value of a panel', () => {
  it('makes the objects on the way and leaves everything else as it was', () => {
    const before = { a: 1, deep: { b: 2 } };
    expect(setAt(before, 'deep.c.d', 3)).toEqual({ a: 1, deep: { b: 2, c: { d: 3 } } });
    expect(before).toEqual({ a: 1, deep: { b: 2 } });
  });

  it('takes a field out when it is emptied, so that the default holds again', () => {
    expect(setAt({ a: 1, b: 2 }, 'b', undefined)).toEqual({ a: 1 });
  });

  it('never loses a neighbour, whatever is changed', () => {
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

it('turns the name of a field into words a marketer can read', () => {
  expect(asWords('quietHoursStart')).toBe('Quiet hours start');
  expect(asWords('order-placed')).toBe('Order placed');
});

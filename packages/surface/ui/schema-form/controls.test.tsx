import fc from 'fast-check';
import type { ReactElement } from 'react';
import { describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { lookAt } from '../testing/index.ts';
import { readSchema } from './read-schema.ts';
import { SchemaForm } from './schema-form.tsx';
import { SIMPLE_CONTROLS } from './simple-controls.tsx';
import type { ControlProps } from './types.ts';

/** A control as it is drawn for a value, and what it would store for what is entered. */
function controlOf(schema: z.ZodType, value: unknown, currency = 'EUR') {
  const [field] = readSchema(z.strictObject({ field: schema }));
  const stored: unknown[] = [];
  const draw = SIMPLE_CONTROLS[field!.control] as (props: ControlProps) => ReactElement<Drawn>;
  const { props } = draw({
    field: field!,
    path: 'field',
    value,
    onChange: (next) => stored.push(next),
    problem: null,
    disabled: false,
    root: {},
    problems: {},
    currency,
  });
  return { props, enter: (entered: unknown) => (props.onValueChange(entered), stored.at(-1)) };
}

interface Drawn {
  readonly value: unknown;
  readonly min?: number;
  readonly max?: number;
  onValueChange(value: unknown): void;
}

const share = z.number().min(0).max(0.5).default(0.1).meta({ control: 'percent' });
const percent = z.number().min(1).max(100).default(10).meta({ control: 'percent' });

describe('a percentage', () => {
  it.each([
    ['a share', share, 0.125, 12.5, [0, 50]],
    ['a percentage', percent, 12.5, 12.5, [1, 100]],
  ] as const)('stored as %s is shown in percent, with its bounds', (_name, schema, stored, shown, bounds) => {
    const { props, enter } = controlOf(schema, stored);
    expect([props.value, [props.min, props.max]]).toEqual([shown, bounds]);
    expect(enter(shown)).toBe(stored);
  });

  it('is shown as it was typed, to a hundredth of a percent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5_000 }), (hundredths) => {
        const typed = hundredths / 100;
        const stored = controlOf(share, undefined).enter(typed);
        expect(controlOf(share, stored).props.value).toBe(typed);
      }),
    );
  });

  it('that is emptied has its default again', () => {
    expect(controlOf(share, 0.3).enter(null)).toBeUndefined();
    expect(controlOf(share, undefined).props.value).toBe(10);
  });
});

describe('a duration', () => {
  const inMinutes = z.number().meta({ control: 'duration', unit: 'minutes', units: ['minutes', 'hours'] });
  const inObject = z
    .strictObject({ amount: z.number(), unit: z.enum(['minutes', 'hours', 'days']) })
    .meta({ control: 'duration' });

  it('in minutes is shown in the largest whole unit, and stored in minutes again', () => {
    const { props, enter } = controlOf(inMinutes, 180);
    expect(props.value).toEqual({ amount: 3, unit: 'hours' });
    expect(enter({ amount: 1.5, unit: 'hours' })).toBe(90);
    expect(enter({ amount: null, unit: 'hours' })).toBeUndefined();
  });

  it('with a unit of its own keeps that unit, also while it has no amount', () => {
    expect(controlOf(inObject, { amount: 36, unit: 'hours' }).props.value).toEqual({
      amount: 36,
      unit: 'hours',
    });
    const { enter } = controlOf(inObject, { amount: 36, unit: 'hours' });
    expect(enter({ amount: 2, unit: 'days' })).toEqual({ amount: 2, unit: 'days' });
    expect(enter({ amount: null, unit: 'days' })).toEqual({ unit: 'days', amount: undefined });
  });

  test.each([[undefined], [null], ['soon'], [{ amount: 'x', unit: 'years' }]])('survives %j', (value) => {
    expect(controlOf(inObject, value).props.value).toEqual({ amount: null, unit: 'minutes' });
  });
});

describe('an amount of money', () => {
  it('is stored in the smallest unit of its currency, whatever was typed', () => {
    const money = z.int().optional().meta({ control: 'money' });
    fc.assert(
      fc.property(fc.constantFrom('EUR', 'JPY', 'KWD'), fc.nat(1e9), (currency, minor) => {
        const drawn = lookAt(
          <SchemaForm
            schema={z.strictObject({ price: money.meta({ control: 'money', title: 'Price' }) })}
            value={{ price: minor }}
            currency={currency}
            onChange={() => undefined}
          />,
        ).one('textbox', /^Price/);
        // Only its digits: the value is shown whole, in the decimals of its currency.
        expect(Number(drawn.value?.replaceAll(/\D/g, ''))).toBe(minor);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a choice', () => {
  it('between numbers is stored as a number', () => {
    const schema = z.number().meta({ control: 'select' });
    expect(controlOf(schema, 2).props.value).toBe('2');
    expect(controlOf(schema, 2).enter('3')).toBe(3);
  });

  it('shows the default until something is chosen', () => {
    const schema = z.enum(['a', 'b']).default('b');
    expect(controlOf(schema, undefined).props.value).toBe('b');
    expect(controlOf(z.enum(['a', 'b']), undefined).props.value).toBeNull();
  });
});

describe('the days of a week', () => {
  it('leave out what is no day', () => {
    const days = z.array(z.int()).default([6, 7]).meta({ control: 'weekdays' });
    expect(controlOf(days, [1, 'Monday', null, 3]).props.value).toEqual([1, 3]);
    expect(controlOf(days, 'all').props.value).toEqual([6, 7]);
  });
});

describe('several choices', () => {
  const form = (value: unknown) => {
    const numbers = z
      .array(z.enum(['orders', 'sent']))
      .default([])
      .meta({ title: 'Numbers', control: 'choices', labels: { sent: 'Messages sent' } });
    return lookAt(
      <SchemaForm
        schema={z.strictObject({ numbers })}
        value={{ numbers: value }}
        onChange={() => undefined}
      />,
    );
  };
  it('show what is chosen by its label, each with a button to remove it', () => {
    expect(form(['sent', 'orders']).names('button')).toEqual(['Remove Messages sent', 'Remove Orders']);
    expect(form(undefined).names('button')).toEqual([]);
    expect(form([]).names('combobox')).toEqual(['Numbers']);
  });
  it('keep a value that is no longer offered, so that it can be removed', () => {
    expect(form(['gone']).names('button')).toEqual(['Remove gone']);
  });
});

describe('times and dates', () => {
  test.each(['time', 'date'])('an emptied %s is taken out', (control) => {
    const { enter } = controlOf(z.string().optional().meta({ control }), '09:00');
    expect(enter('')).toBeUndefined();
    expect(enter('10:30')).toBe('10:30');
  });
});

describe('a form', () => {
  const schema = z.strictObject({
    kind: z.enum(['percent', 'amount']).default('percent').meta({ title: 'Kind' }),
    percent: z
      .number()
      .default(10)
      .meta({ title: 'Percent', onlyIf: { kind: 'percent' } }),
    amount: z
      .number()
      .optional()
      .meta({ title: 'Amount', needed: true, onlyIf: { kind: 'amount' } }),
    limits: z
      .strictObject({ day: z.number().optional().meta({ title: 'Each day' }) })
      .meta({ title: 'Limits' }),
    quiet: z.boolean().default(false).meta({ title: 'Quiet', description: 'At night.' }),
    days: z.array(z.int()).default([]).meta({ title: 'Days', control: 'weekdays' }),
    how: z.enum(['a', 'b']).meta({ title: 'How', control: 'radio' }),
  });
  const form = (value: Readonly<Record<string, unknown>>, more: object = {}) =>
    lookAt(<SchemaForm schema={schema} value={value} onChange={() => undefined} {...more} />);

  it('asks only for what the other fields make necessary', () => {
    expect(form({}).names('textbox')).toEqual(['Percent', 'Each day (optional)']);
    expect(form({ kind: 'amount' }).names('textbox')).toEqual(['Amount', 'Each day (optional)']);
  });

  it('lets nothing be changed while it is disabled', () => {
    const off = form({}, { disabled: true });
    const parts = ['textbox', 'combobox', 'switch', 'radio', 'button'].flatMap((role) => off.all(role));
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.filter(({ disabled }) => !disabled)).toEqual([]);
    const on = form({});
    expect(
      ['combobox', 'switch', 'radio'].flatMap((role) => on.all(role)).some((part) => part.disabled),
    ).toBe(false);
  });

  it('puts the problem of a field inside a group under that field', () => {
    const wrong = form({}, { problems: { 'limits.day': 'Too many.' }, toDo: { percent: 'Say how much.' } });
    expect(wrong.words).toMatch(/Each day \(optional\) Too many\./);
    expect(wrong.words).toMatch(/Percent To do: Say how much\./);
    expect(wrong.one('textbox', /^Each day/).said('data-invalid')).toBeDefined();
    expect(wrong.one('textbox', 'Percent').said('data-invalid')).toBeUndefined();
  });

  it('takes words in any direction and of any length as they are', () => {
    const long = 'שלום '.repeat(60).trim();
    const text = z.strictObject({ note: z.string().meta({ title: long }) });
    const drawn = lookAt(<SchemaForm schema={text} value={{ note: long }} onChange={() => undefined} />);
    expect(drawn.one('textbox', long).value).toBe(long);
  });
});

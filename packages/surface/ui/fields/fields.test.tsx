import { describe, expect, it, test } from 'vitest';
import { lookAt } from '../testing/index.ts';
import { Combobox } from './combobox.tsx';
import { ComboboxMany } from './combobox-many.tsx';
import { DurationField } from './duration-field.tsx';
import { Field } from './field.tsx';
import { Input } from './input.tsx';
import { MoneyField } from './money-field.tsx';
import { NumberField } from './number-field.tsx';
import { Select } from './select.tsx';
import { Textarea } from './textarea.tsx';
import { Checkbox, RadioGroup, Switch } from './toggles.tsx';
import { WeekdayField, WEEKDAYS } from './weekday-field.tsx';

const nothing = () => undefined;
const CHOICES = [
  { value: 'a', label: 'Apples' },
  { value: 'b', label: 'Bread' },
] as const;

/** Each control without a name of its own, with its role. */
const CONTROLS = [
  ['textbox', <Input key="input" defaultValue="" />],
  ['textbox', <Textarea key="area" defaultValue="" />],
  ['textbox', <NumberField key="number" value={3} onValueChange={nothing} />],
  ['textbox', <MoneyField key="money" value={250} currency="EUR" onValueChange={nothing} />],
  ['combobox', <Select key="select" value="a" options={CHOICES} onValueChange={nothing} />],
  ['combobox', <Combobox key="combobox" value="a" options={CHOICES} onValueChange={nothing} />],
] as const;

describe('a field', () => {
  test.each(CONTROLS)('names its %s, and says what it is for and what is wrong', (role, control) => {
    const field = (error?: string) =>
      lookAt(
        <Field label="Amount" help="In your currency." error={error}>
          {control}
        </Field>,
      );
    expect(field().one(role, 'Amount').said('data-invalid')).toBeUndefined();
    expect(field().words).toContain('In your currency.');
    expect(field('Too much.').one(role, 'Amount').said('data-invalid')).toBeDefined();
    expect(field('Too much.').words).toContain('Too much. In your currency.');
  });

  it('says what is still to do without calling it wrong, and only until something is wrong', () => {
    const field = (error?: string) =>
      lookAt(
        <Field label="Name" toDo="Write a name." error={error}>
          <Input defaultValue="" />
        </Field>,
      );
    expect(field().words).toBe('Name To do: Write a name.');
    expect(field().one('textbox').said('data-invalid')).toBeUndefined();
    expect(field('Too long.').words).toBe('Name Too long.');
  });

  it('tells the name of an optional field together with that it is optional', () => {
    const { words } = lookAt(
      <Field label="Owner" optional aside="12 of 120">
        <Input defaultValue="" />
      </Field>,
    );
    expect(words).toBe('Owner (optional) 12 of 120');
  });

  it('is a group named by its legend when it has several controls, each with its own name', () => {
    const picture = lookAt(
      <Field label="Hours" help="Both count." error="They overlap." group>
        <Input aria-label="From" />
        <Input aria-label="Until" />
      </Field>,
    );
    expect(picture.one('group').name).toBe('Hours');
    expect(picture.one('group').description).toBe('They overlap. Both count.');
    expect(picture.names('textbox')).toEqual(['From', 'Until']);
  });
});

describe('numbers', () => {
  test.each([
    ['USD', 1_250, '$12.50'],
    ['EUR', 5, '€0.05'],
    ['JPY', 1_250, '¥1,250'],
    ['KWD', 1_250, 'KWD 1.250'],
  ])('an amount in %s is shown in its own smallest units', (currency, value, shown) => {
    const field = lookAt(
      <MoneyField aria-label="Amount" value={value} currency={currency} onValueChange={nothing} />,
    ).one('textbox');
    expect(field.value?.replaceAll(/\s/g, ' ')).toBe(shown);
  });

  it('has buttons for people who do not type, which say what they do', () => {
    const picture = lookAt(<NumberField aria-label="Days" value={3} unit="days" onValueChange={nothing} />);
    expect(picture.names('button')).toEqual(['Increase', 'Decrease']);
    expect(picture.words).toContain('days');
    const off = lookAt(<NumberField aria-label="Days" value={3} disabled onValueChange={nothing} />);
    expect([...off.all('button'), ...off.all('textbox')].every(({ disabled }) => disabled)).toBe(true);
  });

  test.each([
    [1, 'hour'],
    [2, 'hours'],
    [null, 'hours'],
  ])('a duration of %s has its unit as people say it', (amount, unit) => {
    const picture = lookAt(
      <DurationField aria-label="Wait for" value={{ amount, unit: 'hours' }} onValueChange={nothing} />,
    );
    expect(picture.one('textbox').name).toBe('Wait for');
    expect(picture.one('combobox', 'Unit of time').words).toBe(unit);
  });
});

describe('choices', () => {
  it('shows the label of what is chosen, or what to do when nothing is', () => {
    const select = (value: 'a' | 'b' | null) =>
      lookAt(
        <Select
          aria-label="Food"
          value={value}
          options={CHOICES}
          onValueChange={nothing}
          placeholder="Choose food"
        />,
      ).one('combobox', 'Food');
    expect(select('b').words).toBe('Bread');
    expect(select(null).words).toBe('Choose food');
    expect(select('b').said('aria-haspopup')).toBe('listbox');
    expect(select('b').said('aria-expanded')).toBe('false');
  });

  it('keeps the label of a chosen option that is not among those loaded', () => {
    const picture = lookAt(
      <Combobox
        aria-label="Product"
        value="z"
        chosen={{ value: 'z', label: 'Zinc pot' }}
        options={[...CHOICES]}
        filtered
        onValueChange={nothing}
      />,
    );
    expect(picture.one('combobox', 'Product').value).toBe('Zinc pot');
    expect(picture.find('button').map(({ name }) => name)).toEqual(['Show choices']);
  });

  it('has a chip for each of several chosen ones, each with a button to take it away', () => {
    const many = (value: readonly { value: string; label: string }[]) =>
      lookAt(
        <ComboboxMany
          aria-label="Countries"
          value={value}
          options={[]}
          placeholder="Any country"
          onValueChange={nothing}
          onInputValueChange={nothing}
        />,
      );
    expect(many([...CHOICES]).names('button')).toEqual(['Remove Apples', 'Remove Bread']);
    expect(
      many([...CHOICES])
        .one('combobox')
        .said('placeholder'),
    ).toBeUndefined();
    expect(many([]).one('combobox', 'Countries').said('placeholder')).toBe('Any country');
  });

  it('names each radio by its own words and describes it by its own help', () => {
    const group = (disabled: boolean) =>
      lookAt(
        <Field label="Who" group>
          <RadioGroup
            aria-label="Who"
            value="all"
            onValueChange={nothing}
            disabled={disabled}
            options={[
              { value: 'all', label: 'Everybody', help: 'Also those held back.' },
              { value: 'new', label: 'New people' },
            ]}
          />
        </Field>,
      );
    const radios = group(false).all('radio');
    expect(radios.map(({ name, description }) => [name, description])).toEqual([
      ['Everybody', 'Also those held back.'],
      ['New people', ''],
    ]);
    expect(radios.map((radio) => radio.said('aria-checked'))).toEqual(['true', 'false']);
    expect(radios.some(({ disabled }) => disabled)).toBe(false);
    expect(
      group(true)
        .all('radio')
        .every(({ disabled }) => disabled),
    ).toBe(true);
    expect(
      group(true)
        .all('radio')
        .map((radio) => radio.said('aria-checked')),
    ).toEqual(['true', 'false']);
  });

  test.each([
    ['switch', Switch],
    ['checkbox', Checkbox],
  ] as const)('names a %s by its label or its spoken name, and says whether it is on', (role, Toggle) => {
    const one = lookAt(
      <Toggle checked label="Restock" help="For sale again." onCheckedChange={nothing} />,
    ).one(role);
    expect([one.name, one.description, one.said('aria-checked')]).toEqual([
      'Restock',
      'For sale again.',
      'true',
    ]);
    const bare = lookAt(<Toggle checked={false} disabled aria-label="Live" onCheckedChange={nothing} />).one(
      role,
    );
    expect([bare.name, bare.said('aria-checked'), bare.disabled]).toEqual(['Live', 'false', true]);
  });

  it('calls days by their whole names, whatever is printed on them', () => {
    const week = (disabled: boolean) =>
      lookAt(<WeekdayField aria-label="Days" value={[1, 7]} disabled={disabled} onValueChange={nothing} />);
    expect(week(false).one('group').name).toBe('Days');
    expect(week(false).names('button')).toEqual(WEEKDAYS.map(({ name }) => name));
    const pressed = week(false)
      .all('button')
      .filter((day) => day.said('aria-pressed') === 'true');
    expect(pressed.map(({ name }) => name)).toEqual(['Monday', 'Sunday']);
    expect(
      week(true)
        .all('button')
        .every(({ disabled }) => disabled),
    ).toBe(true);
  });
});

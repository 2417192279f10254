'use client';
import type { ComponentType } from 'react';
import { Input } from '../fields/input.tsx';
import { NumberField } from '../fields/number-field.tsx';
import { Select } from '../fields/select.tsx';
import { Textarea } from '../fields/textarea.tsx';
import { RadioGroup, Switch } from '../fields/toggles.tsx';
import { WeekdayField } from '../fields/weekday-field.tsx';
import { MoneyField } from '../fields/money-field.tsx';
import { ChoicesControl } from './choices-control.tsx';
import { DurationControl } from './duration-control.tsx';
import type { ControlProps } from './types.ts';

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const number = (value: unknown) => (typeof value === 'number' ? value : null);
const placeholderOf = ({ meta }: ControlProps['field']) =>
  typeof meta['placeholder'] === 'string' ? { placeholder: meta['placeholder'] } : {};
const bounds = ({ min, max }: ControlProps['field']) => ({
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

function TextControl({ field, value, onChange, problem, disabled }: ControlProps) {
  return (
    <Input
      value={text(value ?? field.fallback)}
      onValueChange={(next) => onChange(next)}
      invalid={problem !== null}
      disabled={disabled}
      {...placeholderOf(field)}
    />
  );
}

function TextareaControl({ field, value, onChange, problem, disabled }: ControlProps) {
  return (
    <Textarea
      value={text(value ?? field.fallback)}
      onValueChange={onChange}
      invalid={problem !== null}
      disabled={disabled}
      {...placeholderOf(field)}
    />
  );
}

function TimeControl({ field, value, onChange, problem, disabled }: ControlProps) {
  return (
    <Input
      type="time"
      value={text(value ?? field.fallback)}
      onValueChange={(next) => onChange(next || undefined)}
      invalid={problem !== null}
      disabled={disabled}
      className="w-32"
    />
  );
}

function DateControl({ field, value, onChange, problem, disabled }: ControlProps) {
  return (
    <Input
      type="date"
      value={text(value ?? field.fallback)}
      onValueChange={(next) => onChange(next || undefined)}
      invalid={problem !== null}
      disabled={disabled}
      className="w-40"
    />
  );
}

function NumberControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const unit = typeof field.meta['unit'] === 'string' ? { unit: field.meta['unit'] } : {};
  return (
    <NumberField
      value={number(value ?? field.fallback)}
      onValueChange={(next) => onChange(next ?? undefined)}
      invalid={problem !== null}
      disabled={disabled}
      {...bounds(field)}
      {...unit}
      {...placeholderOf(field)}
    />
  );
}

/** A percentage. Stored as a share from 0 to 1 if the schema's maximum is at most 1, otherwise as shown. */
function PercentControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const scale = field.max !== undefined && field.max <= 1 ? 100 : 1;
  const shown = number(value ?? field.fallback);
  return (
    <NumberField
      value={shown === null ? null : Math.round(shown * scale * 1e6) / 1e6}
      unit="%"
      disabled={disabled}
      invalid={problem !== null}
      onValueChange={(next) => onChange(next === null ? undefined : Math.round((next / scale) * 1e8) / 1e8)}
      {...(field.min === undefined ? {} : { min: field.min * scale })}
      {...(field.max === undefined ? {} : { max: field.max * scale })}
    />
  );
}

function MoneyControl({ field, value, onChange, problem, disabled, currency }: ControlProps) {
  return (
    <MoneyField
      value={number(value ?? field.fallback)}
      onValueChange={(next) => onChange(next ?? undefined)}
      currency={currency}
      invalid={problem !== null}
      disabled={disabled}
      {...bounds(field)}
    />
  );
}

function SelectControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const chosen = value ?? field.fallback;
  return (
    <Select
      value={chosen === undefined || chosen === null ? null : String(chosen)}
      onValueChange={(next) => onChange(field.type === 'number' ? Number(next) : next)}
      options={field.choices}
      invalid={problem !== null}
      disabled={disabled}
    />
  );
}

function RadioControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <RadioGroup
      value={text(value ?? field.fallback) || null}
      onValueChange={onChange}
      options={field.choices}
      disabled={disabled}
      aria-label={field.label}
    />
  );
}

function SwitchControl({ field, value, onChange, disabled }: ControlProps) {
  return (
    <Switch
      checked={(value ?? field.fallback) === true}
      onCheckedChange={onChange}
      label={field.label}
      help={field.help}
      disabled={disabled}
    />
  );
}

function WeekdaysControl({ field, value, onChange, disabled }: ControlProps) {
  const chosen = Array.isArray(value) ? value : Array.isArray(field.fallback) ? field.fallback : [];
  return (
    <WeekdayField
      value={chosen.filter((day): day is number => typeof day === 'number')}
      onValueChange={onChange}
      disabled={disabled}
      aria-label={field.label}
    />
  );
}

/** The built-in controls. A caller's control of the same name replaces one. */
export const SIMPLE_CONTROLS: Readonly<Record<string, ComponentType<ControlProps>>> = {
  text: TextControl,
  textarea: TextareaControl,
  number: NumberControl,
  percent: PercentControl,
  money: MoneyControl,
  select: SelectControl,
  choice: SelectControl,
  radio: RadioControl,
  switch: SwitchControl,
  duration: DurationControl,
  time: TimeControl,
  date: DateControl,
  weekdays: WeekdaysControl,
  choices: ChoicesControl,
};

/** Controls that render their own label. */
export const LABELLED_CONTROLS = new Set(['switch']);
/** Controls of several parts, named by a legend instead of a label. */
export const GROUP_CONTROLS = new Set(['radio', 'weekdays', 'duration', 'choices']);

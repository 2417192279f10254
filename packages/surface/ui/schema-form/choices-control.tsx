'use client';
import { useState } from 'react';
import { ComboboxMany } from '../fields/combobox-many.tsx';
import type { ControlProps } from './types.ts';

/** Several of a fixed list of values, such as the numbers a trigger is about. */
export function ChoicesControl({ field, value, onChange, problem, disabled }: ControlProps) {
  const [typed, setTyped] = useState('');
  const given = Array.isArray(value) ? value : Array.isArray(field.fallback) ? field.fallback : [];
  const chosen = given.map((one) => {
    const id = String(one);
    return field.choices.find((choice) => choice.value === id) ?? { value: id, label: id };
  });
  const wanted = typed.trim().toLowerCase();
  const { placeholder } = field.meta;
  return (
    <ComboboxMany
      value={chosen}
      onValueChange={(next) => onChange(next.map((choice) => choice.value))}
      options={field.choices.filter(({ label }) => label.toLowerCase().includes(wanted))}
      onInputValueChange={setTyped}
      {...(typeof placeholder === 'string' ? { placeholder } : {})}
      invalid={problem !== null}
      disabled={disabled}
      aria-label={field.label}
    />
  );
}

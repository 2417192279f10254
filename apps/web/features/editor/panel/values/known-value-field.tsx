'use client';
import { useMemo, useState } from 'react';
import type { FactCondition } from '@millrace/flow';
import { Combobox, ComboboxMany, type Choice } from '@millrace/ui';
import { namesToKeep, takesMany, valueChoices } from './choices.ts';
import { useKnownValues, useValueNames } from './use-known-values.ts';

export interface KnownValueFieldProps {
  condition: FactCondition;
  onChange: (value: FactCondition['value'], called?: FactCondition['called']) => void;
  invalid: boolean;
}

const NONE: Readonly<Record<string, string>> = {};

/** A value chosen from those in the store, each with how many customers have it now. */
export function KnownValueField({ condition, onChange, invalid }: KnownValueFieldProps) {
  const { fact, operator, value } = condition;
  const [typed, setTyped] = useState('');
  const values = useMemo(
    () =>
      (Array.isArray(value) ? value : [value]).flatMap((one) =>
        one === undefined || one === '' ? [] : [String(one)],
      ),
    [value],
  );
  const name = useValueNames(fact, values, condition.called ?? NONE);
  const chosen = useMemo(
    () => values.map((one): Choice => ({ value: one, label: name(one) })),
    [values, name],
  );
  const asked = !takesMany(operator) && chosen.some(({ label }) => label === typed) ? '' : typed;
  const known = useKnownValues(fact, asked);
  const { options, knownFirst } = valueChoices(known, asked);
  const shared = {
    'aria-label': 'Value',
    options,
    onInputValueChange: setTyped,
    highlightFirst: knownFirst,
    invalid,
    nothing: known === null ? 'Loading' : 'No customer has a value yet. Type one.',
    note: known?.more ? 'Only the most frequent values are listed. Others can be typed.' : undefined,
  };
  const labelOf = (choice: Choice): Choice => ({
    value: choice.value,
    label:
      known?.values.find((one) => one.value === choice.value)?.label ??
      (choice.icon ? choice.value : choice.label),
  });
  if (takesMany(operator))
    return (
      <ComboboxMany
        {...shared}
        value={chosen}
        placeholder="Choose or type"
        onValueChange={(next) => {
          const kept = next.map(labelOf);
          onChange(
            kept.map((one) => one.value),
            namesToKeep(fact, kept),
          );
        }}
      />
    );
  const { note, ...single } = shared;
  return (
    <Combobox
      {...single}
      {...(note ? { note } : {})}
      value={values[0] ?? null}
      chosen={chosen[0] ?? null}
      filtered
      placeholder="Choose or type"
      onValueChange={(next) => {
        const picked = options.find((option) => option.value === next);
        if (picked) onChange(picked.value, namesToKeep(fact, [labelOf(picked)]));
      }}
    />
  );
}

'use client';
import type { FactType } from '@millrace/flow';
import type { ControlProps } from '@millrace/ui';
import { FactPicker } from '../condition/fact-picker.tsx';
import { useKnownFacts } from '../values/use-known-values.ts';

const DATES: readonly FactType[] = ['instant'];

/** Chooses a fact that is a date, or a property of the store's own that holds one. */
export function DateFactControl({ field, value, onChange, problem, disabled }: ControlProps) {
  return (
    <FactPicker
      label={field.label}
      value={typeof value === 'string' ? value : ''}
      onChange={onChange}
      known={useKnownFacts()}
      types={DATES}
      invalid={problem !== null}
      disabled={disabled}
    />
  );
}

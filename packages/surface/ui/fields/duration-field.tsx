'use client';
import { Field } from '@base-ui/react/field';
import { classes } from '../class-names.ts';
import type { Duration, DurationUnit } from './duration.ts';
import { NumberField } from './number-field.tsx';
import { Select } from './select.tsx';

export interface DurationFieldProps {
  value: Duration;
  onValueChange: (value: Duration) => void;
  units?: readonly DurationUnit[];
  min?: number;
  id?: string;
  disabled?: boolean;
  invalid?: boolean;
  'aria-label'?: string;
  className?: string;
}

/** An amount and its unit, as people say it: 3 hours. */
export function DurationField({
  value,
  onValueChange,
  units = ['minutes', 'hours', 'days'],
  min = 0,
  id,
  disabled = false,
  invalid = false,
  className,
  'aria-label': label,
}: DurationFieldProps) {
  const one = value.amount === 1;
  return (
    <div className={classes('grid grid-cols-[minmax(5rem,1fr)_minmax(7rem,1fr)] gap-2', className)}>
      <NumberField
        {...(id ? { id } : {})}
        {...(label ? { 'aria-label': label } : {})}
        value={value.amount}
        min={min}
        disabled={disabled}
        invalid={invalid}
        onValueChange={(amount) => onValueChange({ ...value, amount })}
      />
      {/* A field of its own: two controls of one field would be given the same id. */}
      <Field.Root>
        <Select
          aria-label="Unit of time"
          value={value.unit}
          disabled={disabled}
          options={units.map((unit) => ({ value: unit, label: one ? unit.slice(0, -1) : unit }))}
          onValueChange={(unit) => onValueChange({ ...value, unit })}
        />
      </Field.Root>
    </div>
  );
}

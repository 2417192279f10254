'use client';
import { Field } from '@base-ui/react/field';
import { classes } from '../class-names.ts';
import { useRef, type KeyboardEvent } from 'react';
import { unitSaid, type Duration, type DurationUnit } from './duration.ts';
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

/** A duration as an amount and a unit. Typing `30 minutes` or `30m` into the amount also chooses the unit. */
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
  const before = useRef('');
  // The first letter after the number chooses the unit. The rest of the word is ignored.
  const said = (event: KeyboardEvent<HTMLDivElement>) => {
    const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    const unit = plain ? unitSaid(event.key, before.current, units) : undefined;
    if (plain) before.current = event.key;
    if (unit && !disabled) onValueChange({ ...value, unit });
  };
  return (
    <div className={classes('grid grid-cols-[minmax(5rem,1fr)_minmax(7rem,1fr)] gap-2', className)}>
      <div onKeyDownCapture={said} className="min-w-0">
        <NumberField
          {...(id ? { id } : {})}
          {...(label ? { 'aria-label': label } : {})}
          value={value.amount}
          min={min}
          disabled={disabled}
          invalid={invalid}
          onValueChange={(amount) => onValueChange({ ...value, amount })}
        />
      </div>
      {/* A field of its own: two controls of one field would get the same id. */}
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

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

/** An amount and its unit, as people say it: 3 hours. Typed into the amount, `30 minutes` and `30m` choose the unit too. */
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
  // A letter right behind the number says the unit; the rest of its word is not looked at.
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

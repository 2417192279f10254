'use client';
import type { FactCondition } from '@millrace/flow';
import { Input } from '@millrace/ui';

interface DateFieldProps {
  value: FactCondition['value'];
  onChange: (value: FactCondition['value']) => void;
  invalid: boolean;
}

/** A date, or the first and last date of a range. */
export function DateField({ value, onChange, invalid }: DateFieldProps) {
  if (!Array.isArray(value))
    return (
      <Input
        type="date"
        aria-label="Date"
        invalid={invalid}
        value={String(value ?? '')}
        onValueChange={(next) => onChange(next)}
      />
    );
  const [first = '', last = ''] = value.map(String);
  return (
    <div role="group" aria-label="Dates" className="flex flex-col gap-1">
      <Input
        type="date"
        aria-label="First day"
        invalid={invalid}
        value={first}
        onValueChange={(next) => onChange([next, last])}
      />
      <Input
        type="date"
        aria-label="Last day"
        invalid={invalid}
        value={last}
        onValueChange={(next) => onChange([first, next])}
      />
    </div>
  );
}

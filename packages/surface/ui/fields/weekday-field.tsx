'use client';
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';

/** ISO 8601: Monday is 1, Sunday is 7. */
export const WEEKDAYS = [
  { value: 1, short: 'Mo', name: 'Monday' },
  { value: 2, short: 'Tu', name: 'Tuesday' },
  { value: 3, short: 'We', name: 'Wednesday' },
  { value: 4, short: 'Th', name: 'Thursday' },
  { value: 5, short: 'Fr', name: 'Friday' },
  { value: 6, short: 'Sa', name: 'Saturday' },
  { value: 7, short: 'Su', name: 'Sunday' },
] as const;

export interface WeekdayFieldProps {
  /** ISO weekdays, Monday 1 to Sunday 7. */
  value: readonly number[];
  onValueChange: (value: number[]) => void;
  /** Shows the days without letting them be changed. */
  disabled?: boolean;
  'aria-label'?: string;
}

export function WeekdayField({
  value,
  onValueChange,
  disabled = false,
  'aria-label': label,
}: WeekdayFieldProps) {
  return (
    <ToggleGroup
      multiple
      disabled={disabled}
      aria-label={label}
      value={value.map(String)}
      onValueChange={(next) => onValueChange(next.map(Number).sort((one, other) => one - other))}
      className="flex gap-1"
    >
      {WEEKDAYS.map((day) => (
        <Toggle
          key={day.value}
          value={String(day.value)}
          aria-label={day.name}
          className="h-8 flex-1 cursor-pointer rounded-md border border-control bg-raised text-13 text-soft transition-colors hover:border-soft data-disabled:cursor-default data-disabled:opacity-60 data-pressed:border-river data-pressed:bg-river-tint data-pressed:font-medium data-pressed:text-river"
        >
          {day.short}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}

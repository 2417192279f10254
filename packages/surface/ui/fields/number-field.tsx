'use client';
import { NumberField as Base } from '@base-ui/react/number-field';
import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { boxLooks } from './looks.ts';

export interface NumberFieldProps {
  value: number | null;
  onValueChange: (value: number | null) => void;
  min?: number;
  max?: number;
  step?: number;
  /** Format of the number: currency, percent or unit. */
  format?: Intl.NumberFormatOptions;
  id?: string;
  name?: string;
  placeholder?: string;
  disabled?: boolean;
  invalid?: boolean;
  /** A word after the number: "days". */
  unit?: ReactNode;
  'aria-label'?: string;
  className?: string;
}

const STEPPER =
  'flex w-6 flex-1 items-center justify-center text-faint hover:bg-sunken hover:text-ink data-disabled:opacity-40';

/** A number with arrow buttons. Values beyond `min` and `max` can be typed; the caller has to reject them. */
export function NumberField({
  value,
  onValueChange,
  unit,
  invalid,
  placeholder,
  className,
  'aria-label': label,
  ...rest
}: NumberFieldProps) {
  return (
    <Base.Root
      {...rest}
      value={value}
      onValueChange={(next) => onValueChange(next)}
      allowOutOfRange
      className={classes('min-w-0', className)}
    >
      <Base.Group className="relative flex">
        <Base.Input
          aria-label={label}
          aria-invalid={invalid || undefined}
          placeholder={placeholder}
          className={classes(boxLooks, 'h-8 pr-8 pl-2.5 tabular-nums', unit ? 'pr-20' : null)}
        />
        {unit ? (
          <span className="pointer-events-none absolute inset-y-0 right-9 flex items-center text-12 text-faint">
            {unit}
          </span>
        ) : null}
        <span className="absolute inset-y-px right-px flex flex-col overflow-hidden rounded-r-md border-l border-line">
          <Base.Increment className={STEPPER} aria-label="Increase">
            <Icon name="chevron-up" size={12} />
          </Base.Increment>
          <Base.Decrement className={STEPPER} aria-label="Decrease">
            <Icon name="chevron-down" size={12} />
          </Base.Decrement>
        </span>
      </Base.Group>
    </Base.Root>
  );
}

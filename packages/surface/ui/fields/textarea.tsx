'use client';
import { Field as Base } from '@base-ui/react/field';
import type { ComponentProps } from 'react';
import { classes } from '../class-names.ts';
import { boxLooks } from './looks.ts';

export interface TextareaProps extends Omit<ComponentProps<'textarea'>, 'onChange'> {
  invalid?: boolean;
  onValueChange?: (value: string) => void;
}

/** A text area that grows with its text where the browser supports `field-sizing`. It can always be resized by dragging. */
export function Textarea({ invalid, onValueChange, className, rows = 3, ...rest }: TextareaProps) {
  return (
    <Base.Control
      {...(onValueChange ? { onValueChange: (value: string) => onValueChange(value) } : {})}
      render={
        <textarea
          {...rest}
          rows={rows}
          aria-invalid={invalid || undefined}
          className={classes(
            boxLooks,
            'field-sizing-content max-h-80 min-h-16 resize-y px-2.5 py-1.5 leading-5',
            className,
          )}
        />
      }
    />
  );
}

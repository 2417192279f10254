'use client';
import { Button as Base } from '@base-ui/react/button';
import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

export const buttonLooks = cva(
  'relative inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 rounded-md border font-medium whitespace-nowrap select-none transition-colors data-disabled:cursor-default data-disabled:opacity-50 aria-busy:cursor-progress',
  {
    variants: {
      /** `primary` at most once in a view; `secondary` is the usual one; `quiet` inside rows and bars; `danger` for what cannot be undone. */
      look: {
        primary: 'border-transparent bg-press text-on-press not-data-disabled:hover:bg-press-deep',
        secondary:
          'border-line bg-raised text-ink shadow-lift not-data-disabled:hover:border-control not-data-disabled:hover:text-river',
        quiet:
          'border-transparent bg-transparent text-soft not-data-disabled:hover:bg-sunken not-data-disabled:hover:text-ink',
        danger: 'border-transparent bg-broken text-on-broken not-data-disabled:hover:opacity-90',
      },
      size: {
        small: 'h-7 px-2 text-13',
        medium: 'h-8 px-3 text-13',
        large: 'h-10 px-4 text-14',
      },
    },
    defaultVariants: { look: 'secondary', size: 'medium' },
  },
);

export interface ButtonProps
  extends Omit<ComponentProps<typeof Base>, 'className'>, VariantProps<typeof buttonLooks> {
  /** Name of an icon before the label. */
  icon?: string;
  iconAfter?: string;
  /** True while its work runs. It keeps its size and focus and cannot be pressed again. */
  busy?: boolean;
  className?: string;
  children?: ReactNode;
}

/** A button. Its label says what it does: "Publish flow", not "OK". */
export function Button({
  icon,
  iconAfter,
  busy = false,
  look,
  size,
  className,
  children,
  disabled,
  focusableWhenDisabled = false,
  ...rest
}: ButtonProps) {
  return (
    <Base
      type="button"
      {...rest}
      disabled={disabled || busy}
      focusableWhenDisabled={busy || focusableWhenDisabled}
      aria-busy={busy || undefined}
      className={classes(buttonLooks({ look, size }), className)}
    >
      {busy ? (
        <Icon name="loader" size={14} className="animate-spin" />
      ) : icon ? (
        <Icon name={icon} size={14} />
      ) : null}
      {children}
      {iconAfter ? <Icon name={iconAfter} size={14} /> : null}
    </Base>
  );
}

'use client';
import { Input as Base } from '@base-ui/react/input';
import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { boxLooks } from './looks.ts';

export interface InputProps extends Omit<ComponentProps<typeof Base>, 'className' | 'size'> {
  /** Icon inside the left edge, such as for search. */
  icon?: string;
  /** Inside the right edge: a unit, a key, a button. */
  after?: ReactNode;
  invalid?: boolean;
  className?: string;
}

export function Input({ icon, after, invalid, className, ...rest }: InputProps) {
  const box = (
    <Base
      {...rest}
      aria-invalid={invalid || undefined}
      className={classes(
        boxLooks,
        'h-8 px-2.5',
        icon && 'pl-8',
        after ? 'pr-10' : null,
        !icon && !after && className,
      )}
    />
  );
  if (!icon && !after) return box;
  return (
    <span className={classes('relative flex min-w-0 items-center', className)}>
      {icon ? (
        <Icon name={icon} size={14} className="pointer-events-none absolute left-2.5 text-faint" />
      ) : null}
      {box}
      {after ? <span className="absolute right-2 flex items-center text-12 text-faint">{after}</span> : null}
    </span>
  );
}

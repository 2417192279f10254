'use client';
import { Button as Base } from '@base-ui/react/button';
import type { ComponentProps } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';
import { Tooltip } from '../tips/tooltip.tsx';
import { buttonLooks } from './button.tsx';

const SIDES = { small: 'size-7', medium: 'size-8', large: 'size-10' } as const;

export interface IconButtonProps extends Omit<ComponentProps<typeof Base>, 'className' | 'children'> {
  icon: string;
  /** What it does; the accessible name and the tooltip. */
  label: string;
  /** Keys that do the same, shown in the tooltip: `['Ctrl', 'Z']`. */
  keys?: readonly string[];
  look?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: keyof typeof SIDES;
  /** Shown as pressed, for toggles such as "show outline". */
  pressed?: boolean;
  className?: string;
}

export function IconButton({
  icon,
  label,
  keys,
  look = 'quiet',
  size = 'medium',
  pressed,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip content={label} {...(keys ? { keys } : {})}>
      <Base
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        {...rest}
        className={classes(
          buttonLooks({ look }),
          'px-0',
          SIDES[size],
          pressed && 'bg-river-tint text-river',
          className,
        )}
      >
        <Icon name={icon} />
      </Base>
    </Tooltip>
  );
}

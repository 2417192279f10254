import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

export interface EmptyStateProps {
  icon: string;
  /** What will appear here: "Messages of your flows appear here". */
  title: ReactNode;
  /** How it will get here, in one or two sentences. */
  children?: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  className?: string;
}

/** Shown in place of an empty list: what will fill it, and one step to begin. */
export function EmptyState({ icon, title, children, action, className }: EmptyStateProps) {
  return (
    <div className={classes('flex flex-col items-start gap-3 border-l-2 border-line py-2 pl-5', className)}>
      <Icon name={icon} size={20} className="text-faint" />
      <div className="max-w-120">
        <p className="text-14 font-medium text-ink">{title}</p>
        {children ? <div className="mt-1 text-13 text-soft">{children}</div> : null}
      </div>
      {action}
    </div>
  );
}

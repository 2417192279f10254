import type { ReactNode } from 'react';
import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

export interface EmptyStateProps {
  icon: string;
  /** What will be here: "People who enter this flow appear here". */
  title: ReactNode;
  /** How it gets here, in a sentence or two. */
  children?: ReactNode;
  /** The one thing to do about it. */
  action?: ReactNode;
  className?: string;
}

/** An empty list says what will fill it and offers the one step that begins to. */
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

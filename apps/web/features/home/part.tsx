import { classes } from '@millrace/ui';
import type { ReactNode } from 'react';

/** A section of a page: a line, a title and its content. */
export function Part({
  title,
  aside,
  note,
  id,
  className,
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  note?: ReactNode;
  id?: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      id={id}
      aria-label={typeof title === 'string' ? title : undefined}
      className={classes('border-t border-line pt-3', className)}
    >
      <header className="mb-2 flex min-h-7 items-center gap-3">
        <h2 className="text-14 font-semibold">{title}</h2>
        {note ? (
          <span className="hidden min-w-0 flex-1 truncate text-12 text-faint sm:block">{note}</span>
        ) : null}
        {aside ? <span className="ml-auto">{aside}</span> : null}
      </header>
      {children}
    </section>
  );
}

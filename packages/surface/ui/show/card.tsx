import type { ComponentProps, ReactNode } from 'react';
import { classes } from '../class-names.ts';

export interface CardProps extends Omit<ComponentProps<'section'>, 'title'> {
  title?: ReactNode;
  /** One sentence under the title. */
  sentence?: ReactNode;
  /** Right of the title. */
  aside?: ReactNode;
  /** No padding, for tables and pictures that reach the edge. */
  flush?: boolean;
}

export function Card({ title, sentence, aside, flush = false, className, children, ...rest }: CardProps) {
  return (
    <section {...rest} className={classes('rounded-lg border border-line bg-raised', className)}>
      {title ? (
        <header className="flex items-start gap-4 px-4 pt-3 pb-2">
          <div className="min-w-0 flex-1">
            <h2 className="text-14 font-semibold">{title}</h2>
            {sentence ? <p className="text-12 text-faint">{sentence}</p> : null}
          </div>
          {aside}
        </header>
      ) : null}
      <div className={flush ? '' : title ? 'px-4 pb-4' : 'p-4'}>{children}</div>
    </section>
  );
}

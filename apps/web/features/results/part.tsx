import { IconButton, Popover } from '@millrace/ui';
import type { ReactNode } from 'react';
import { Part } from '../home/part.tsx';

/** A part of the results with a help button that explains its words. */
export function Explained({
  title,
  note,
  about,
  className,
  children,
}: {
  title: string;
  note?: ReactNode;
  about: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Part
      className={className}
      note={note}
      title={
        <span className="flex items-center gap-1">
          {title}
          <Popover
            trigger={
              <IconButton icon="help" size="small" label={`What “${title}” means`} className="text-faint" />
            }
            title={title}
          >
            <div className="flex flex-col gap-2 text-13 text-pretty text-soft">{about}</div>
          </Popover>
        </span>
      }
    >
      {children}
    </Part>
  );
}

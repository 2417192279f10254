import { classes, Icon } from '@millrace/ui';
import type { ReactNode } from 'react';

const GRADE_LOOKS = {
  A: 'bg-good-tint text-good',
  B: 'bg-good-tint text-good',
  C: 'bg-waiting-tint text-waiting',
  D: 'bg-broken-tint text-broken',
  E: 'bg-broken-tint text-broken',
} as const;

/** A flow with its grade, which opens to show the evidence. */
export function GradedRow({
  grade,
  name,
  beside,
  sentence,
  isOpen,
  children,
}: {
  /** Null when nothing can be said. */
  grade: keyof typeof GRADE_LOOKS | null;
  name: string;
  beside?: ReactNode;
  sentence: string;
  isOpen: boolean;
  children: ReactNode;
}) {
  return (
    <details className="group/flow" open={isOpen}>
      <summary className="flex cursor-pointer list-none items-center gap-3 py-2.5 text-13">
        <span
          className={classes(
            'flex size-8 shrink-0 items-center justify-center rounded-md text-16 font-semibold',
            grade === null ? 'bg-sunken text-faint' : GRADE_LOOKS[grade],
          )}
        >
          <span className="sr-only">{grade === null ? 'No grade' : 'Grade '}</span>
          {grade ?? <span aria-hidden="true">?</span>}
        </span>
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-2 font-medium">
            <span className="min-w-0 truncate">{name}</span>
            {beside}
          </span>
          <span className="block text-12 text-faint">{sentence}</span>
        </span>
        <Icon
          name="chevron-right"
          size={14}
          className="shrink-0 text-faint transition-transform group-open/flow:rotate-90"
        />
      </summary>
      <div className="pb-4 pl-11">{children}</div>
    </details>
  );
}

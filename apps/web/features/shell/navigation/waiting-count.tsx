import { count as countWords } from '@millrace/base/words';
import { classes } from '@millrace/ui';
import type { Place } from './places.ts';

/** The name of a place, with what waits there: "Work, 3 wait for you". */
export const placeWords = ({ title }: Place, waiting: number): string =>
  waiting === 0 ? title : `${title}, ${countWords(waiting)} ${waiting === 1 ? 'waits' : 'wait'} for you`;

/** The number beside a place, or at its corner in a narrow bar. */
export function WaitingCount({ count, collapsed }: { count: number; collapsed: boolean }) {
  if (count === 0) return null;
  return (
    <span
      aria-hidden
      className={classes(
        'rounded-full bg-press px-1.5 text-12 leading-4.5 font-medium text-on-press tabular',
        collapsed && 'absolute top-1 left-1/2 ml-1 px-1 leading-4',
      )}
    >
      {count > 99 ? '99+' : count}
    </span>
  );
}

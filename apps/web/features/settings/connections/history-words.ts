import { count, plural } from '@millrace/base/words';
import type { PullView } from '@millrace/services/pulls';

/** The share read so far, 0 to 1; null while the total is not known. */
export function shareOf({ state, done, total }: Pick<PullView, 'state' | 'done' | 'total'>): number | null {
  if (state === 'done') return 1;
  return total === null || total === 0 ? null : Math.min(1, done / total);
}

/** The progress of one list: "1,200 of 3,400". */
export function progressWords({
  state,
  done,
  total,
  skipped,
}: Pick<PullView, 'state' | 'done' | 'total' | 'skipped'>): string {
  const read =
    total === null || state === 'done' || total < done ? count(done) : `${count(done)} of ${count(total)}`;
  return skipped === 0 ? read : `${read}, ${count(skipped)} left out`;
}

/** The progress of the whole history, for the list of connections; null if it is complete or there is none. */
export function historyWords(pulls: readonly PullView[]): string | null {
  const history = pulls.filter((pull) => pull.kind === 'history');
  const open = history.filter((pull) => pull.state !== 'done');
  const current = open[0];
  if (!current) return null;
  if (open.some((pull) => pull.state === 'paused'))
    return `History paused at ${current.title.toLowerCase()}.`;
  if (open.some((pull) => pull.state === 'failed'))
    return `History stopped at ${current.title.toLowerCase()}.`;
  const others = open.length - 1;
  return `Reading history: ${current.title.toLowerCase()}, ${progressWords(current)}.${others > 0 ? ` ${plural(others, 'list')} to come.` : ''}`;
}

import { count, plural } from '@millrace/base/words';
import type { PullView } from '@millrace/services/pulls';

/** Between nought and one; null while nobody knows how many there are. */
export function shareOf({ state, done, total }: Pick<PullView, 'state' | 'done' | 'total'>): number | null {
  if (state === 'done') return 1;
  return total === null || total === 0 ? null : Math.min(1, done / total);
}

/** How the reading of one kind of thing stands: "1,200 of 3,400". */
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

/** The history as a whole, for the list of connections; null when there is nothing to say. */
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
  return `History is coming in: ${current.title.toLowerCase()}, ${progressWords(current)}.${others > 0 ? ` ${plural(others, 'list')} to come.` : ''}`;
}

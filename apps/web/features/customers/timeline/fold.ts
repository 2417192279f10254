import type { TimelineItem } from '@millrace/services/customers';
import { isWorthTelling } from './item-looks.ts';

/** One line of the story. */
export interface Told {
  readonly item: TimelineItem;
  /** The folded steps, oldest first; empty if the line says it all. */
  readonly steps: readonly TimelineItem[];
}

/** Steps at most this many milliseconds apart count as one walk. */
const SAME_MOMENT = 1_000;

/**
 * Folds the timeline: the steps of one walk through a flow become one line with its first and last step. Steps that only
 * repeat a decision or message beside them are shown on demand.
 * @param items newest first, as the timeline is paged
 */
export function folded(items: readonly TimelineItem[]): Told[] {
  const told: Told[] = [];
  let run: TimelineItem[] = [];
  const close = () => {
    const line = lineOf(run.toReversed());
    if (line) told.push(line);
    run = [];
  };
  for (const item of items) {
    if (
      run[0] &&
      !(
        item.type === 'enrolment' &&
        item.enrolmentId === run[0].enrolmentId &&
        run[0].at - item.at <= SAME_MOMENT
      )
    )
      close();
    if (item.type === 'enrolment') run.push(item);
    else told.push({ item, steps: [] });
  }
  close();
  return told;
}

const isNote = (item: TimelineItem): boolean => item.data['note'] === true;

/** @param steps oldest first @returns null if none of them is worth a line */
function lineOf(steps: readonly TimelineItem[]): Told | null {
  const worth = steps.filter(isWorthTelling);
  const main = worth.some((item) => !isNote(item)) ? worth.filter((item) => !isNote(item)) : worth;
  const [first, last] = [main[0], main.at(-1)];
  if (!first || !last) return null;
  const title = first.title === last.title ? first.title : `${first.title} ${last.title}`;
  const more = worth.some((item) => item.title !== first.title && item.title !== last.title);
  return { item: { ...last, title }, steps: more ? steps : [] };
}

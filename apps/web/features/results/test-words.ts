import { points } from '@millrace/base/words';
import type { TestView } from '@millrace/services/measure';

/** How a variant's share differs from the first one's, in percentage points with its interval. */
export function differenceWords(
  { difference }: Pick<TestView['variants'][number], 'difference'>,
  isFirst: boolean,
): string {
  if (isFirst) return 'Compared with';
  if (difference === null) return '–';
  const { estimate, lower, upper } = difference;
  const bare = (share: number) => points(share).replace(/ points$/, '');
  return `${bare(estimate)} (${bare(lower)} to ${points(upper)})`;
}

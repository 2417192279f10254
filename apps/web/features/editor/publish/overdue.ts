import { lengthOfTime } from '@millrace/base/words';
import type { Overdue, OverdueChoice } from '../actions.ts';
import { people } from '../store/words.ts';

/** Who became due during the pause: not known yet, not to be known, or so many. */
export type KnownOverdue = Overdue | 'loading' | 'unknown';

/** Whether there is anything to ask before a flow goes on. With nobody late there is not. */
export const asksAboutOverdue = (late: KnownOverdue): boolean => late === 'unknown' || (late !== 'loading' && late.people > 0);

/** What the question before resuming begins with. */
export function overdueSentence(late: KnownOverdue, now = Date.now()): string {
  if (late === 'loading' || late === 'unknown') return 'What was due during the pause has not been sent.';
  if (late.people === 0) return 'Nobody became due during the pause, so it simply goes on.';
  const since = late.oldest === null ? '' : `, the first ${lengthOfTime(now - late.oldest)} ago`;
  return `${people(late.people)} should have gone on during the pause${since}.`;
}

/** The answer as it is written so far; null while it is not one yet. */
export function overdueChoice(late: KnownOverdue, how: OverdueChoice['how'], hours: number | null): OverdueChoice | null {
  if (late === 'loading') return null;
  if (!asksAboutOverdue(late) || how === 'now') return { how: 'now' };
  if (hours === null || hours <= 0) return null;
  return how === 'spread' ? { how, hours } : { how, olderThanHours: hours };
}

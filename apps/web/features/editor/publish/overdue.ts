import { lengthOfTime, inflected } from '@millrace/base/words';
import type { ArrivalChoice, Overdue, OverdueChoice, ResumeChoice } from '../actions.ts';
import { people } from '../store/words.ts';

/** Who became due during the pause: not known yet, not to be known, or so many. */
export type KnownOverdue = Overdue | 'loading' | 'unknown';

/** Whether anybody inside is late, or may be. */
export const asksAboutOverdue = (late: KnownOverdue): boolean =>
  late === 'unknown' || (late !== 'loading' && late.people > 0);

/** Whether somebody came during the pause who can still come in, or may have. */
export const asksAboutArrivals = (late: KnownOverdue): boolean =>
  late === 'unknown' || (late !== 'loading' && late.arrivals.people > 0);

/** What the question before resuming begins with. */
export function overdueSentence(late: KnownOverdue, now = Date.now()): string {
  if (late === 'loading' || late === 'unknown') return 'What was due during the pause has not been sent.';
  const { people: coming, tooLate } = late.arrivals;
  if (late.people === 0 && coming + tooLate === 0)
    return 'Nobody became due or came during the pause, so it simply goes on.';
  const since = late.oldest === null ? '' : `, the first ${lengthOfTime(now - late.oldest)} ago`;
  const sentences = [
    late.people > 0
      ? `${people(late.people)} should have gone on during the pause${since}.`
      : 'Nobody became due during the pause.',
  ];
  if (coming > 0)
    sentences.push(`${people(coming)} came meanwhile and ${inflected(coming, 'waits', 'wait')} to come in.`);
  if (tooLate > 0)
    sentences.push(
      `${people(tooLate)} came more than a day ago and ${inflected(tooLate, 'stays', 'stay')} out.`,
    );
  return sentences.join(' ');
}

/** The whole answer as it is written so far; null while it is not one yet. */
export function resumeChoice(
  late: KnownOverdue,
  { how, hours, arrivals }: { how: OverdueChoice['how']; hours: number | null; arrivals: ArrivalChoice },
): ResumeChoice | null {
  const overdue = overdueChoice(late, how, hours);
  return overdue && { ...overdue, arrivals };
}

function overdueChoice(
  late: KnownOverdue,
  how: OverdueChoice['how'],
  hours: number | null,
): OverdueChoice | null {
  if (late === 'loading') return null;
  if (!asksAboutOverdue(late) || how === 'now') return { how: 'now' };
  if (hours === null || hours <= 0) return null;
  return how === 'spread' ? { how, hours } : { how, olderThanHours: hours };
}

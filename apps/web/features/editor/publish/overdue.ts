import { countOfSubject, noneOfSubject, type Subject } from '@millrace/flow';
import { capital, inflected, lengthOfTime } from '@millrace/base/words';
import type { ArrivalChoice, Overdue, OverdueChoice, ResumeChoice } from '../actions.ts';

/** How many became due during the pause: being loaded, not known because loading failed, or the numbers. */
export type KnownOverdue = Overdue | 'loading' | 'unknown';

/** Whether some inside are overdue, or may be. */
export const asksAboutOverdue = (late: KnownOverdue): boolean =>
  late === 'unknown' || (late !== 'loading' && late.people > 0);

/** Whether some met the trigger during the pause and may still enter, or may have. */
export const asksAboutArrivals = (late: KnownOverdue): boolean =>
  late === 'unknown' || (late !== 'loading' && late.arrivals.people > 0);

/** The first lines of the question before resuming. */
export function overdueSentence(subject: Subject, late: KnownOverdue, now = Date.now()): string {
  if (late === 'loading' || late === 'unknown') return 'What was due during the pause has not been sent.';
  const { people: coming, tooLate } = late.arrivals;
  const none = noneOfSubject(subject);
  const some = (value: number) => countOfSubject(subject, value);
  if (late.people === 0 && coming + tooLate === 0)
    return `${capital(none)} became due or came during the pause, so the flow simply goes on.`;
  const since = late.oldest === null ? '' : `, the first ${lengthOfTime(now - late.oldest)} ago`;
  const sentences = [
    late.people > 0
      ? `${some(late.people)} should have gone on during the pause${since}.`
      : `${capital(none)} became due during the pause.`,
  ];
  if (coming > 0)
    sentences.push(`${some(coming)} came meanwhile and ${inflected(coming, 'waits', 'wait')} to enter.`);
  if (tooLate > 0)
    sentences.push(
      `${some(tooLate)} came more than a day ago and ${inflected(tooLate, 'stays', 'stay')} out.`,
    );
  return sentences.join(' ');
}

/** The choices made so far as one answer; null while something is missing. */
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

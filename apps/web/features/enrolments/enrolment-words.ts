import { eventLabel } from '@millrace/flow';
import type { EnrolmentView } from '@millrace/services/enrolments';
import type { StateName } from '@millrace/ui';
import { endWords } from '../flows/people/person-words.ts';

const BY_BUYING: readonly string[] = ['exit:order-placed', 'exit:order-paid'];

/** The state of an entry in words: inside, held, or how it ended. */
export function enrolmentState(
  enrolment: Pick<EnrolmentView, 'endedAt' | 'endReason' | 'state' | 'heldSincePause'>,
): {
  pill: StateName;
  words: string;
} {
  if (enrolment.endedAt === null)
    return enrolment.heldSincePause === null
      ? { pill: 'live', words: 'Inside' }
      : { pill: 'paused', words: 'Held by the pause' };
  if (enrolment.state === 'failed') return { pill: 'broken', words: 'Stopped by an error' };
  const reason = enrolment.endReason;
  return {
    pill: reason !== null && BY_BUYING.includes(reason) ? 'good' : 'ended',
    words: endWords(reason, eventLabel) || 'Left',
  };
}

import { eventLabel } from '@millrace/flow';
import type { EnrolmentView } from '@millrace/services/enrolments';
import type { StateName } from '@millrace/ui';
import { endWords } from '../flows/people/person-words.ts';

const BY_BUYING: readonly string[] = ['exit:order-placed', 'exit:order-paid'];

/** Where an enrolment stands: whether somebody is inside, and how it ended. */
export function enrolmentState(
  enrolment: Pick<EnrolmentView, 'endedAt' | 'endReason' | 'state' | 'heldSincePause'>,
): {
  pill: StateName;
  words: string;
} {
  if (enrolment.endedAt === null)
    return enrolment.heldSincePause === null
      ? { pill: 'live', words: 'On the way' }
      : { pill: 'paused', words: 'Held by the pause' };
  if (enrolment.state === 'failed') return { pill: 'broken', words: 'Could not go on' };
  const reason = enrolment.endReason;
  return {
    pill: reason !== null && BY_BUYING.includes(reason) ? 'good' : 'ended',
    words: endWords(reason, eventLabel) || 'Left',
  };
}

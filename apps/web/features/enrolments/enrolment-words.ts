import type { EnrolmentView } from '@millrace/services';
import type { StateName } from '@millrace/ui';

const ENDS: Readonly<Record<string, string>> = {
  'order-placed': 'She bought',
  'order-paid': 'She bought',
  'customer-unsubscribed': 'She unsubscribed',
  cancelled: 'Taken out by hand',
  erased: 'Erased',
  'flow-stopped': 'The flow was stopped',
  end: 'Reached the end',
  ended: 'Reached the end',
  finished: 'Reached the end',
};

/** Where an enrolment stands: whether somebody is inside, and how it ended. */
export function enrolmentState(enrolment: Pick<EnrolmentView, 'endedAt' | 'endReason' | 'state' | 'heldSincePause'>): {
  pill: StateName;
  words: string;
} {
  if (enrolment.endedAt === null)
    return enrolment.heldSincePause === null ? { pill: 'live', words: 'On the way' } : { pill: 'paused', words: 'Held by the pause' };
  const reason = enrolment.endReason ?? '';
  const words = ENDS[reason] ?? (enrolment.state === 'done' ? 'Reached the end' : `Left: ${reason.replaceAll('-', ' ')}`);
  if (enrolment.state === 'failed') return { pill: 'broken', words: 'Could not go on' };
  return { pill: reason.startsWith('order-') ? 'good' : 'ended', words };
}

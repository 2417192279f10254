import type { EnrolmentView } from '@millrace/services/enrolments';
import type { BadgeProps } from '@millrace/ui';

export const PERSON_STATES = ['all', 'running', 'done', 'exited', 'failed'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

export const STATE_WORDS: Readonly<Record<PersonState, string>> = {
  all: 'All states',
  running: 'Inside now',
  done: 'Came to the end',
  exited: 'Left before the end',
  failed: 'Stopped by an error',
};

const REASONS: Readonly<Record<string, string>> = {
  completed: 'Came to the end',
  'goal-reached': 'Came to a good end',
  'goal-missed': 'Came to a bad end',
  cancelled: 'Taken out by hand',
  'flow-stopped': 'The flow was stopped',
  'version-left': 'Left with the old version',
  'moved-out': 'The new version has no such step',
  'node-gone': 'The new version has no such step',
  'not-sent': 'Left as the message was not sent',
  erased: 'Erased',
};

/** The state of an entry in the flow, in a few words with a colour. */
export function personPill({ state, heldSincePause }: Pick<EnrolmentView, 'state' | 'heldSincePause'>): {
  readonly tone: NonNullable<BadgeProps['tone']>;
  readonly icon: string;
  readonly words: string;
} {
  if (state === 'running')
    return heldSincePause === null
      ? { tone: 'good', icon: 'play', words: 'Inside' }
      : { tone: 'waiting', icon: 'hourglass', words: 'Held by the pause' };
  if (state === 'failed') return { tone: 'broken', icon: 'warning', words: 'Error' };
  return state === 'exited'
    ? { tone: 'plain', icon: 'sign-out', words: 'Left' }
    : { tone: 'plain', icon: 'check', words: 'Done' };
}

/** Why an entry ended. For `exit:order-placed` it is the label of that event. */
export function endWords(reason: string | null, eventLabel: (type: string) => string): string {
  if (reason === null) return '';
  if (reason.startsWith('exit:')) return eventLabel(reason.slice(5));
  const known = REASONS[reason];
  if (known !== undefined) return known;
  const words = reason.replaceAll('-', ' ');
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}

/** The name of an entry: the order, product or other thing in flows about things, otherwise the person. */
export const nameOf = ({
  customerName,
  customerEmail,
  about,
}: Pick<EnrolmentView, 'customerName' | 'customerEmail' | 'about'>): string =>
  about ?? customerName ?? customerEmail ?? 'Unknown visitor';

/** What stands beside that name: whose order it is, or the person's e-mail address; null if nothing more is known. */
export function besideName({
  customerName,
  customerEmail,
  about,
}: Pick<EnrolmentView, 'customerName' | 'customerEmail' | 'about'>): string | null {
  if (about !== null) return customerName ?? customerEmail;
  return customerName === null ? null : customerEmail;
}

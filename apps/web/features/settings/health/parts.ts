import type { StateName } from '@millrace/ui';

export interface PartState {
  readonly pill: StateName;
  readonly words: string;
}

/** The parts of an installation, and what it means when one does not answer. */
export const PARTS = [
  {
    id: 'database',
    title: 'Database',
    icon: 'database',
    about: 'Everything is kept here.',
    missing:
      'Nothing works until it is back. Start Postgres, or look at DATABASE_APP_URL; one that is there and does not answer may be frozen, or its disk full.',
  },
  {
    id: 'engine',
    title: 'Workflow engine',
    icon: 'flows',
    about: 'Keeps the clock of everybody who waits in a flow.',
    missing:
      'People wait where they are and nothing is lost. Start Temporal, or look at TEMPORAL_ADDRESS; one that is there and does not answer has to be started again.',
  },
  {
    id: 'worker',
    title: 'Worker',
    icon: 'pulse',
    about: 'Lets people in, decides, and sends.',
    missing:
      'Events are kept and wait. Start a worker, or look at WORKER_PORT; one that is there and does not answer is started again by `npm start` within half a minute.',
  },
] as const;

const STATES: Readonly<Record<string, PartState>> = {
  ok: { pill: 'good', words: 'Answers' },
  unreachable: { pill: 'broken', words: 'Cannot be reached' },
  silent: { pill: 'broken', words: 'There, but does not answer' },
  'not-set': { pill: 'draft', words: 'Not looked at' },
};

export function partState(state: string | undefined): PartState {
  return STATES[state ?? ''] ?? { pill: 'broken', words: 'Does not answer' };
}

/** Whether something has to be done about it. */
export const isMissing = (state: string | undefined) => state === 'unreachable' || state === 'silent';

/** All of them in one sentence. */
export function healthSentence(states: readonly (string | undefined)[]): string {
  const silent = states.filter(isMissing).length;
  if (silent === 0) return 'Every part that is looked at answers.';
  return silent === 1 ? 'One part does not answer.' : `${silent} parts do not answer.`;
}

import { plural, verb } from '@millrace/base/words';
import type { StateName } from '@millrace/ui';

export interface PartState {
  readonly pill: StateName;
  readonly words: string;
}

/** The parts of an installation, each with what to do if it does not respond. */
export const PARTS = [
  {
    id: 'database',
    title: 'Database',
    icon: 'database',
    about: 'Stores all data.',
    missing:
      'Nothing works until it is back. Start Postgres, or check DATABASE_APP_URL. If it runs but does not respond, it may be frozen or its disk full.',
  },
  {
    id: 'engine',
    title: 'Workflow engine',
    icon: 'flows',
    about: 'Runs the timers of waits in flows.',
    missing:
      'Flows stand still, and nothing is lost. Start Temporal, or check TEMPORAL_ADDRESS. If it runs but does not respond, restart it.',
  },
  {
    id: 'worker',
    title: 'Worker',
    icon: 'pulse',
    about: 'Runs flows: entries, decisions and sending.',
    missing:
      'Events are stored and wait. Start a worker, or check WORKER_PORT. If it runs but does not respond, `npm start` restarts it within half a minute.',
  },
] as const;

const STATES: Readonly<Record<string, PartState>> = {
  ok: { pill: 'good', words: 'Works' },
  unreachable: { pill: 'broken', words: 'Cannot be reached' },
  silent: { pill: 'broken', words: 'Runs, but does not respond' },
  'not-set': { pill: 'draft', words: 'Not checked' },
};

export function partState(state: string | undefined): PartState {
  return STATES[state ?? ''] ?? { pill: 'broken', words: 'Does not respond' };
}

/** Whether a part in this state needs attention. */
export const isMissing = (state: string | undefined) => state === 'unreachable' || state === 'silent';

/** The state of all parts in one sentence. */
export function healthSentence(states: readonly (string | undefined)[]): string {
  const silent = states.filter(isMissing).length;
  if (silent === 0) return 'All systems operational.';
  return `${silent === 1 ? 'One part' : plural(silent, 'part')} ${verb(silent, 'does')} not respond.`;
}

import type { ResumeChoice } from '../../editor/actions.ts';

const WORDS = { now: 'send-now', spread: 'spread', skip: 'skip-older' } as const;

/** The choice of the question as the server takes it. */
export function asOverdueInput(choice: ResumeChoice) {
  const hours =
    choice.how === 'spread' ? choice.hours : choice.how === 'skip' ? choice.olderThanHours : undefined;
  return { overdue: WORDS[choice.how], arrivals: choice.arrivals, ...(hours === undefined ? {} : { hours }) };
}

import type { ResumeChoice } from '../../editor/actions.ts';

const WORDS = { now: 'send-now', spread: 'spread', skip: 'skip-older' } as const;

/** The user's choice in the form the server takes. */
export function asOverdueInput(choice: ResumeChoice) {
  const hours =
    choice.how === 'spread' ? choice.hours : choice.how === 'skip' ? choice.olderThanHours : undefined;
  return { overdue: WORDS[choice.how], arrivals: choice.arrivals, ...(hours === undefined ? {} : { hours }) };
}

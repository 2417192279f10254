import { plural } from '@millrace/base/words';
import type { Problem } from '@millrace/flow';
import type { Checked } from '../store/editor-state.ts';

export interface ProblemWords {
  /** On the button in the bar. */
  readonly button: string;
  /** Over the list. */
  readonly list: string;
  readonly look: 'broken' | 'waiting' | 'asking' | 'fine';
}

export const errorsIn = (problems: readonly Problem[]): number => problems.filter((problem) => problem.severity === 'error').length;

/** What is said of the problems: that there are none only once everything was looked at as it is now. */
export function problemWords(problems: readonly Problem[], checked: Checked): ProblemWords {
  const errors = errorsIn(problems);
  const remarks = problems.length - errors;
  if (errors > 0)
    return { button: plural(errors, 'problem'), list: `${plural(errors, 'problem')} to fix before publishing.`, look: 'broken' };
  if (checked === 'asking') return { button: 'Checking', list: 'It is still being looked at.', look: 'asking' };
  if (checked === 'no')
    return {
      button: 'Not checked',
      list: 'The server does not answer, so nobody knows yet. It is asked again by itself.',
      look: 'waiting',
    };
  if (remarks > 0) return { button: plural(remarks, 'remark'), list: 'None of them stops publishing.', look: 'waiting' };
  return { button: 'No problems', list: 'Nothing stands in the way of publishing.', look: 'fine' };
}

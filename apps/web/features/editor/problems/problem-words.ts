import { count, plural } from '@millrace/base/words';
import type { Problem } from '@millrace/flow';
import type { Checked } from '../store/editor-state.ts';

export interface ProblemWords {
  /** Label of the button in the bar. */
  readonly button: string;
  /** Text above the list. */
  readonly list: string;
  readonly look: 'broken' | 'to-do' | 'waiting' | 'asking' | 'fine';
}

export const errorsIn = (problems: readonly Problem[]): number =>
  problems.filter((problem) => problem.severity === 'error').length;

/**
 * The problems in words. "No problems" is said only once the current flow has been checked completely.
 * @param toDo how many of them are fields still to fill in
 */
export function problemWords(problems: readonly Problem[], checked: Checked, toDo = 0): ProblemWords {
  const errors = errorsIn(problems);
  const remarks = problems.length - errors;
  const list = `${plural(errors, 'problem')} to fix before publishing.`;
  const left = toDo > 0 ? `${count(toDo)} to do` : '';
  if (errors > toDo)
    return {
      button: [plural(errors - toDo, 'problem'), left].filter(Boolean).join(', '),
      list,
      look: 'broken',
    };
  if (toDo > 0) return { button: left, list, look: 'to-do' };
  if (checked === 'asking') return { button: 'Checking', list: 'The flow is being checked.', look: 'asking' };
  if (checked === 'no')
    return {
      button: 'Not checked',
      list: 'The server does not answer, so the flow could not be checked. Millrace tries again automatically.',
      look: 'waiting',
    };
  if (remarks > 0)
    return { button: plural(remarks, 'remark'), list: 'You can publish all the same.', look: 'waiting' };
  return { button: 'No problems', list: 'You can publish this flow.', look: 'fine' };
}

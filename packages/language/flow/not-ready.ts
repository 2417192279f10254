import { fail } from '@millrace/base';
import { plural } from '@millrace/base/words';
import type { Problem } from './plan.ts';

/** Says that a flow is not ready, with the first of what is wrong in the sentence and all of it in the details. @throws flow-has-problems */
export function failNotReady(problems: readonly Problem[]): never {
  const [first] = problems;
  return fail('flow-has-problems', {
    count: problems.length,
    words: plural(problems.length, 'problem'),
    first: first?.sentence ?? 'It has no trigger.',
    problems,
  });
}

import { fail } from '@millrace/base';
import { plural } from '@millrace/base/words';
import type { Problem } from './plan.ts';

/**
 * Fails with the first problem in the sentence and all problems in the details.
 * @throws flow-has-problems always
 */
export function failNotReady(problems: readonly Problem[]): never {
  const [first] = problems;
  return fail('flow-has-problems', {
    count: problems.length,
    words: plural(problems.length, 'problem'),
    first: first?.sentence ?? 'It has no trigger.',
    problems,
  });
}

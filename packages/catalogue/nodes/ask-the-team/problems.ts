import type { Problem } from '@millrace/flow';
import { isZero } from '../duration.ts';
import { duplicateWays } from '../ways.ts';

/** Ways that every question has. */
const TAKEN = ['nobody', 'failed'];

interface Written {
  readonly question: string;
  readonly answers: readonly { readonly id: string; readonly label: string }[];
  readonly within: Parameters<typeof isZero>[0];
}

/** What is wrong with a question beyond its schema. */
export function problemsIn({ question, answers, within }: Written): readonly Omit<Problem, 'node'>[] {
  const problem = (field: string, sentence: string) => ({
    severity: 'error' as const,
    code: 'config-invalid',
    sentence,
    field,
  });
  return [
    ...(question === '' ? [problem('question', 'Write the question.')] : []),
    ...answers.flatMap(({ id, label }, index) => [
      ...(label === '' ? [problem(`answers.${index}.label`, 'Say what stands on the button.')] : []),
      ...(TAKEN.includes(id)
        ? [problem(`answers.${index}`, `“${id}” is a way of its own. Remove this answer and add it again.`)]
        : []),
    ]),
    ...duplicateWays(answers, 'answers'),
    ...(isZero(within) ? [problem('within', 'Give them some time to answer.')] : []),
  ];
}

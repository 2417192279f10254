import type { Problem } from '@millrace/flow';
import { isZero } from '../duration.ts';
import { duplicateWays } from '../ways.ts';
import { fieldProblem } from '../reading.ts';

/** Ways that every question has. */
const TAKEN = ['nobody', 'failed'];

interface Written {
  readonly question: string;
  readonly answers: readonly { readonly id: string; readonly label: string }[];
  readonly within: Parameters<typeof isZero>[0];
}

/** What is wrong with a question beyond its schema. */
export function problemsIn({ question, answers, within }: Written): readonly Omit<Problem, 'node'>[] {
  return [
    ...(question === '' ? [fieldProblem('question', 'Write the question.')] : []),
    ...answers.flatMap(({ id, label }, index) => [
      ...(label === '' ? [fieldProblem(`answers.${index}.label`, 'Say what stands on the button.')] : []),
      ...(TAKEN.includes(id)
        ? [
            fieldProblem(
              `answers.${index}`,
              `“${id}” is a way of its own. Remove this answer and add it again.`,
            ),
          ]
        : []),
    ]),
    ...duplicateWays(answers, 'answers'),
    ...(isZero(within) ? [fieldProblem('within', 'Give them some time to answer.')] : []),
  ];
}

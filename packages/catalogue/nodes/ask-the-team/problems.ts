import type { Problem } from '@millrace/flow';
import { isZero } from '../duration.ts';
import { duplicateWays } from '../ways.ts';
import { fieldProblem } from '../reading.ts';

/** Ids of ports that every question has. */
const TAKEN = ['nobody', 'failed'];

interface Written {
  readonly question: string;
  readonly answers: readonly { readonly id: string; readonly label: string }[];
  readonly within: Parameters<typeof isZero>[0];
}

/** Problems of a question beyond its schema. */
export function problemsIn({ question, answers, within }: Written): readonly Omit<Problem, 'node'>[] {
  return [
    ...(question === '' ? [fieldProblem('question', 'Write the question.')] : []),
    ...answers.flatMap(({ id, label }, index) => [
      ...(label === '' ? [fieldProblem(`answers.${index}.label`, 'Write the label of the button.')] : []),
      ...(TAKEN.includes(id)
        ? [
            fieldProblem(
              `answers.${index}`,
              `The id “${id}” is reserved. Remove this answer and add it again.`,
            ),
          ]
        : []),
    ]),
    ...duplicateWays(answers, 'answers'),
    ...(isZero(within) ? [fieldProblem('within', 'Give them some time to answer.')] : []),
  ];
}

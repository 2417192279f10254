import type { ContentProblem } from '@millrace/channels';
import type { Problem } from '@millrace/flow';

const INSIDE = 'content.';

/**
 * What is wrong with a message, where it is written: at its field, and, when a press can mend it or it is only advice, over
 * the form too. What can be seen here is told at every letter; the rest is what the server said of the step.
 */
export function contentProblems(
  ofStep: readonly Problem[],
  seenHere: readonly ContentProblem[],
): { readonly notes: readonly Problem[]; readonly byField: Readonly<Record<string, string>> } {
  const told = ofStep.filter((problem) => problem.field?.startsWith(INSIDE));
  const errors = [
    ...seenHere
      .filter((problem) => problem.severity === 'error')
      .map(({ field, sentence }) => [field, sentence] as const),
    ...told
      .filter((problem) => problem.severity === 'error')
      .map(({ field, sentence }) => [field!.slice(INSIDE.length), sentence] as const),
  ];
  const byField: Record<string, string> = {};
  for (const [field, sentence] of errors) byField[field] ??= sentence;
  return { notes: told.filter((problem) => problem.fix || problem.severity === 'warning'), byField };
}

import type { ContentProblem } from '@millrace/channels';
import type { Problem } from '@millrace/flow';

const INSIDE = 'content.';

/**
 * The problems of a message by field. Problems with a fix and remarks are also listed above the form. Problems that can be
 * found in the browser are updated at every letter; the others are those the server last reported for the step.
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

import { problemOf } from '../../shell/index.ts';

/** What is wrong with an address that was entered, or with the whole request. */
export function problemUnder(error: unknown): string | undefined {
  if (!error) return undefined;
  const problem = problemOf(error);
  const { fields } = problem.details as { fields?: readonly { readonly problem: string }[] };
  return fields?.[0]?.problem ?? `${problem.sentence} ${problem.next}`;
}

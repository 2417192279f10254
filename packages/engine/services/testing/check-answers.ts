import { onEveryAnswer, type Promised } from '@millrace/core/verb';

/**
 * Strictly compares every output of every verb with its schema: an undeclared field is as wrong as a missing
 * one. A row that says it cannot be shown is not checked.
 * @returns a function that switches the check off, for tests that put invalid rows into tables
 */
export function checkAnswers(): () => void {
  onEveryAnswer(compare);
  return () => onEveryAnswer(undefined);
}

function compare({ name, output }: Promised, answer: unknown): void {
  const found = output.safeParse(answer);
  if (found.success) return;
  const wrong = found.error.issues.filter(({ path }) => !isNotShown(answer, path));
  if (wrong.length === 0) return;
  const sentences = wrong
    .slice(0, 10)
    .map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`);
  throw new Error(`The answer of ${name} is not what its output declares. ${sentences.join('; ')}`);
}

function isNotShown(answer: unknown, path: readonly PropertyKey[]): boolean {
  let at = answer;
  for (const name of [...path, '']) {
    if (typeof at !== 'object' || at === null) return false;
    if ('notShown' in at) return true;
    at = (at as Record<PropertyKey, unknown>)[name];
  }
  return false;
}

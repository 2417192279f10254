import { problemOf } from '../../shell/problem.ts';

/** The server's validation problems by field: `{ marginFloor: "Too big" }`. Empty for any other error. */
export function fieldProblems(error: unknown): Readonly<Record<string, string>> {
  if (!error) return {};
  const fields = problemOf(error).details['fields'];
  if (!Array.isArray(fields)) return {};
  return Object.fromEntries(
    fields.flatMap((entry) => {
      const { field, problem } = (entry ?? {}) as { field?: unknown; problem?: unknown };
      return typeof field === 'string' && typeof problem === 'string' ? [[field, problem]] : [];
    }),
  );
}

import type { Problem } from '../../server/trpc/problem.ts';

/** An error of a query or mutation in words: what happened and what to do next. */
export function problemOf(error: unknown): Pick<Problem, 'sentence' | 'next'> & {
  code: string;
  fault: Problem['fault'];
  details: Problem['details'];
} {
  const data = (error as { data?: { problem?: Problem } } | null)?.data;
  if (data?.problem) return data.problem;
  return {
    code: 'unreachable',
    sentence: 'Millrace does not answer.',
    next: 'Check that it is running, then try again. Nothing you did is lost.',
    fault: 'service',
    details: {},
  };
}

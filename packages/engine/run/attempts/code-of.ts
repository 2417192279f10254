import type { CodeTerms, Cursor } from '@millrace/flow';

/** The discount code that the enrolment got earlier, for messages and calls; null without one. */
export function codeOf({
  variables,
}: Pick<Cursor, 'variables'>): { readonly code: string; readonly terms: CodeTerms } | null {
  const found = variables['code'] as { code?: unknown; terms?: unknown } | null | undefined;
  return typeof found?.code === 'string' && found.terms
    ? { code: found.code, terms: found.terms as CodeTerms }
    : null;
}

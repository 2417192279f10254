import type { CodeTerms, Cursor } from '@millrace/flow';

/** The discount code that a person has got on their way, as messages and calls show it; null without one. */
export function codeOf({
  variables,
}: Pick<Cursor, 'variables'>): { readonly code: string; readonly terms: CodeTerms } | null {
  const found = variables['code'] as { code?: unknown; terms?: unknown } | null | undefined;
  return typeof found?.code === 'string' && found.terms
    ? { code: found.code, terms: found.terms as CodeTerms }
    : null;
}

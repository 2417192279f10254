import { fail } from '@millrace/base';

/**
 * The rows of a list that Klaviyo answered.
 * @param what they are, for the error: "profiles"
 * @throws MillraceError `input-invalid` if the answer has no list
 */
export function rowsIn(json: unknown, what: string): readonly unknown[] {
  const data = (json as { data?: unknown } | null | undefined)?.data;
  return Array.isArray(data)
    ? data
    : fail('input-invalid', { problems: `Klaviyo: the answer has no list of ${what}` });
}

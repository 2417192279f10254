import { z } from 'zod';
import type { Problem } from '@millrace/flow';

/** The id of a branch. It keeps the branch connected when branches change their order. */
export const wayIdSchema = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w.:-]+$/, 'The id of a branch has only letters, digits, - and _.');

export function wayId(way: { readonly id?: unknown }, index: number): string {
  return typeof way.id === 'string' && way.id !== '' ? way.id : `path-${index + 1}`;
}

/** Problems of branches with the same id. That of the branch for all others is taken. */
export function duplicateWays(
  ways: readonly { readonly id?: string | undefined }[],
  field: string,
  taken = 'else',
): readonly Omit<Problem, 'node'>[] {
  const seen = new Set([taken]);
  return ways.flatMap((way, index) => {
    const id = wayId(way, index);
    if (!seen.has(id)) {
      seen.add(id);
      return [];
    }
    return [
      {
        severity: 'error' as const,
        code: 'way-twice',
        sentence: `Two branches have the same id "${id}". Remove one and add it again.`,
        field: `${field}.${index}`,
      },
    ];
  });
}

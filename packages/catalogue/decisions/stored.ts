import type { z } from 'zod';
import type { Json } from '@millrace/base';

/**
 * Reads stored parameters with care: null when they do not fit the schema, since an older or newer Millrace may have written
 * them. Remembered by object: one load serves thousands of steps.
 */
export function readerOf<Schema extends z.ZodType>(
  schema: Schema,
): (stored: Json | undefined) => z.output<Schema> | null {
  const known = new WeakMap<object, { readonly found: z.output<Schema> | null }>();
  return (stored) => {
    if (stored === null || typeof stored !== 'object') return null;
    const before = known.get(stored);
    if (before) return before.found;
    const parsed = schema.safeParse(stored);
    const found = parsed.success ? parsed.data : null;
    known.set(stored, { found });
    return found;
  };
}

import type { z } from 'zod';
import type { Json } from '@millrace/base';

/**
 * Makes the reader of stored parameters. It returns null when they do not fit the schema, as an older or
 * newer version may have written them. Results are cached by object, since one load serves thousands of
 * steps.
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

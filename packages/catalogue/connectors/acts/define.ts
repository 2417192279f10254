import type { z } from 'zod';
import type { ActCapability } from './capabilities.ts';

/** Type-checks the example against the schema, and keeps both types. */
export const defineCapability = <Schema extends z.ZodType>(
  capability: ActCapability<Schema>,
): ActCapability<Schema> => capability;

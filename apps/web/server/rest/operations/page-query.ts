import { z } from 'zod';

/** How every list is paged. */
export const pageQuery = {
  cursor: z.string().max(300).optional().describe('`next` of the page before'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .optional()
    .describe('Rows a page, 1 to 200; 50 when not said'),
};

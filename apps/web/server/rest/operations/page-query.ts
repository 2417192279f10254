import { z } from 'zod';

/** The paging parameters of all lists. */
export const pageQuery = {
  cursor: z.string().max(300).optional().describe('`next` of the previous page'),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .optional()
    .describe('Rows per page, 1 to 200; 50 by default'),
};

import { listReorders } from '@millrace/services/products';
import { z } from 'zod';
import { runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

export const productOperations: readonly Operation[] = [
  {
    id: 'listReorders',
    method: 'GET',
    path: '/reorders',
    tag: 'Products',
    summary: 'Products with their demand, reorder point and suggested order',
    scope: 'flows:read',
    description:
      'What is to be ordered first, then by the days that the stock lasts. `show=due`: those at or below their reorder point. What is not known is null, and `because` says what is missing.',
    query: z.object({
      show: z.enum(['all', 'due']).optional(),
      search: z.string().max(120).optional(),
      ...pageQuery,
    }),
    ...runVerb(listReorders, 'A page of products'),
  },
];

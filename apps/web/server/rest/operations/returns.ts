import { forgetStorefronts } from '@millrace/run/storefront';
import { listReturns, moveReturn, readReturnPolicy, updateReturnPolicy } from '@millrace/services/returns';
import { z } from 'zod';
import { world } from '../../world.ts';
import { runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Returns';
const changed = runVerb(updateReturnPolicy, 'The policy, and the address of the returns page');

export const returnOperations: readonly Operation[] = [
  {
    id: 'getReturnPolicy',
    method: 'GET',
    path: '/return-policy',
    tag,
    summary: 'What the store takes back, and the address of its returns page',
    scope: 'settings:read',
    ...runVerb(readReturnPolicy, 'The policy'),
  },
  {
    id: 'updateReturnPolicy',
    method: 'PUT',
    path: '/return-policy',
    tag,
    summary: 'Change what the store takes back',
    scope: 'settings:write',
    description:
      'Only the given fields of `policy` change. Turning the page on for the first time makes its address.',
    body: updateReturnPolicy.definition.input,
    ...changed,
    run: async (call) => {
      const answer = await changed.run(call);
      forgetStorefronts(world().db);
      return answer;
    },
  },
  {
    id: 'listReturns',
    method: 'GET',
    path: '/returns',
    tag,
    summary: 'Returns that customers asked for on the returns page',
    scope: 'customers:read',
    description: 'Newest first. `show=without-flow`: those that no flow handles and that are not over.',
    query: z.object({
      show: z.enum(['all', 'without-flow']).optional(),
      customer: z.uuid().optional(),
      ...pageQuery,
    }),
    ...runVerb(listReturns, 'A page of returns'),
  },
  {
    id: 'moveReturn',
    method: 'POST',
    path: '/returns/{id}/move',
    tag,
    summary: 'Say that a return came to a step',
    scope: 'work:answer',
    errors: ['not-found', 'return-over'],
    description:
      'The page of the customer shows it, and flows that wait for its event go on. It makes no refund and no label.',
    body: moveReturn.definition.input.omit({ id: true }),
    ...runVerb(moveReturn, 'The return'),
  },
];

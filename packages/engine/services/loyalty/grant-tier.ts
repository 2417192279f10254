import { fail } from '@millrace/base';
import { readLiving } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { instantSchema } from '@millrace/flow';
import { grantTier } from '@millrace/run/loyalty';
import { instantOf } from '@millrace/run/parsing';
import { z } from 'zod';
import { readPoints } from './read-points.ts';
import { pointsSchema } from './shapes.ts';

/**
 * Grants a loyalty tier whatever the points, or takes a granted one back.
 * @throws MillraceError not-found, also for a tier that the store does not have
 */
export const grantCustomerTier = defineVerb({
  name: 'tier-granted',
  permission: 'customers:write',
  input: z.strictObject({
    id: z.uuid(),
    tier: z.string().trim().min(1).max(40).nullable().describe('Null takes a granted tier back'),
    until: instantSchema.nullish().describe('Left out: for good'),
    reason: z.string().trim().min(1, 'Say what it is for.').max(200).describe('Kept in the audit log'),
  }),
  output: pointsSchema,
  run: async (tx, { id, tier, until }, context) => {
    const customer = await readLiving(tx, id);
    const grant = { customerId: customer.id, tier, until: instantOf(until ?? undefined) ?? null };
    const granted = await grantTier(tx, context.workspaceId, grant, context.now());
    if ('noSuchTier' in granted) return fail('not-found', { what: `tier “${granted.noSuchTier}”` });
    return readPoints(tx, customer.id, { limit: 20 });
  },
  audit: ({ id, tier, until, reason }) => ({
    subject: { type: 'customer', id },
    summary: tier === null ? `Took a granted tier back: ${reason}` : `Granted the tier ${tier}: ${reason}`,
    changes: { tier, until: until ?? null, reason },
  }),
});

import { fail } from '@millrace/base';
import { plural } from '@millrace/base/words';
import { readLiving } from '@millrace/core/rows';
import { defineVerb } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { ingestWithin } from '@millrace/run/intake';
import { changePoints } from '@millrace/run/loyalty';
import { z } from 'zod';
import { readPoints } from './read-points.ts';
import { pointsSchema } from './shapes.ts';

const INTERNAL = { id: 'millrace', clock: { pace: 1, anchor: 0 }, internal: true } as const;
const MOST = 1_000_000;

/**
 * Gives or takes loyalty points of a customer, with a reason.
 * @throws MillraceError not-found, points-too-few
 */
export const changeCustomerPoints = defineVerb({
  name: 'points-changed',
  permission: 'customers:write',
  input: z.strictObject({
    id: z.uuid(),
    points: z
      .int()
      .min(-MOST)
      .max(MOST)
      .refine((points) => points !== 0, 'At least 1 point.')
      .describe('Taken when negative'),
    reason: z.string().trim().min(1, 'Say what it is for.').max(200).describe('Shown in the history'),
  }),
  output: pointsSchema,
  run: async (tx, { id, points, reason }, context) => {
    const customer = await readLiving(tx, id);
    const booked = await changePoints(
      tx,
      context.workspaceId,
      {
        customerId: customer.id,
        points,
        reason,
        cause: `by-hand/${newId()}`,
        by: { type: context.actor.type === 'person' ? 'person' : 'api-key', name: context.actor.name },
        flowId: null,
      },
      context.now(),
    );
    if ('tooFew' in booked) return fail('points-too-few', { balance: booked.tooFew, asked: -points });
    if (booked.event) await ingestWithin(tx, context, INTERNAL, [booked.event]);
    return readPoints(tx, customer.id, { limit: 20 });
  },
  audit: ({ id, points, reason }) => ({
    subject: { type: 'customer', id },
    summary:
      points > 0
        ? `Gave ${plural(points, 'loyalty point')}: ${reason}`
        : `Took ${plural(-points, 'loyalty point')}: ${reason}`,
    changes: { points, reason },
  }),
});

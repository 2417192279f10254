import { id, instant, type Shape } from '@millrace/core/verb';
import { z } from 'zod';

const text = z.string().nullable();

const entrySchema = z.strictObject({
  id,
  at: instant,
  points: z.int().describe('Given, or taken when negative'),
  reason: z.string(),
  by: z.enum(['flow', 'person', 'api-key', 'expiry']),
  byName: text.describe('The flow, the member of the team, or the key'),
  flowId: id.nullable(),
  expiresAt: instant.nullable().describe('When what is left of them expires'),
  remaining: z.int().describe('What is left of points that were given'),
});
export type PointsEntry = Shape<typeof entrySchema>;

/** A customer's points: how many, the tier, and the changes, newest first. */
export const pointsSchema = z
  .strictObject({
    balance: z.int(),
    tier: text,
    granted: z
      .strictObject({ tier: z.string(), until: instant.nullable() })
      .nullable()
      .describe('A tier that was granted whatever the points'),
    nextTier: z
      .strictObject({ name: z.string(), missing: z.int().describe('Points until it is reached') })
      .nullable(),
    expiring: z.strictObject({ points: z.int(), at: instant }).nullable().describe('What expires next'),
    items: z.array(entrySchema),
    next: text.describe('Cursor of the next page'),
  })
  .meta({ id: 'LoyaltyPoints' });
export type Points = Shape<typeof pointsSchema>;

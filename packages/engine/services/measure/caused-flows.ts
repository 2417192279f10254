import { flowStateSchema } from '@millrace/core/rows';
import { id, instant, type Shape } from '@millrace/core/verb';
import { z } from 'zod';
import type { Measured } from './measured-flows.ts';

/** What a flow caused since it was published, in minor units, with its interval; null while it cannot be told. */
export const causedSchema = z.strictObject({
  flowId: id,
  name: z.string(),
  state: flowStateSchema,
  version: z.int(),
  createdAt: instant,
  estimate: z.number().nullable(),
  lower: z.number().nullable(),
  upper: z.number().nullable(),
  people: z.int(),
  lift: z.string(),
});
export type CausedView = Shape<typeof causedSchema>;

export function causedBy({ row, report }: Measured): CausedView {
  return {
    flowId: row.id,
    name: row.name,
    state: row.state,
    version: row.version,
    createdAt: row.created_at,
    estimate: report.causedMargin?.estimate ?? null,
    lower: report.causedMargin?.lower ?? null,
    upper: report.causedMargin?.upper ?? null,
    people: (row.arms ?? []).reduce((sum, arm) => sum + (arm.held_out ? 0 : Number(arm.people)), 0),
    lift: report.state,
  };
}

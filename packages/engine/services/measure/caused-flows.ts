import type { Instant } from '@millrace/base';
import { flowStateSchema, type FlowState } from '@millrace/core/rows';
import { id, instant, type Shape } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { FlowSettings } from '@millrace/flow';
import type { LiftReport } from '@millrace/measure';
import { z } from 'zod';
import { armColumns, liftOf, type ArmRow } from './flow-analytics.ts';

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

interface CausedRow {
  readonly id: string;
  readonly name: string;
  readonly state: FlowState;
  readonly created_at: Instant;
  readonly version: number;
  readonly settings: FlowSettings;
  readonly arms: ArmRow[] | null;
}

export interface Measured {
  readonly row: CausedRow;
  readonly report: LiftReport;
}

/** Published flows with what they caused, the latest changed first. */
export async function measuredFlows(tx: Tx, now: Instant): Promise<Measured[]> {
  const rows = await tx<CausedRow[]>`
    select f.id, f.name, f.state, f.created_at, v.number as version, f.draft->'settings' as settings,
      (select jsonb_agg(a) from (
        select ${armColumns(tx, now)} from arm_sums where flow_id = f.id group by 1, 2, 3) a) as arms
    from flows f join flow_versions v on v.id = f.live_version_id order by f.updated_at desc limit 200`;
  return rows.map((row) => ({ row, report: liftOf(row.arms ?? [], row.settings) }));
}

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

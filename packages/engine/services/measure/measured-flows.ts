import type { Instant } from '@millrace/base';
import type { FlowState } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { FlowSettings } from '@millrace/flow';
import type { LiftReport } from '@millrace/measure';
import { armColumns, liftOf, type ArmRow } from './flow-analytics.ts';

/** A published flow with the sums of its arms. */
export interface CausedRow {
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

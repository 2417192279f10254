import { DAY, MINUTE } from '@millrace/base';
import { readPlan } from '@millrace/core/plans';
import { storeSettings } from '@millrace/core/store';
import { nextRun, runsBetween, type ScheduleSource } from '@millrace/flow';
import { beginAudience } from './audience-job.ts';
import { tellEntries } from './let-in.ts';
import type { SourcePage } from './source-row.ts';

/** How often a planned time is recalculated, in milliseconds, because the store's zone may change. */
const RECKONED_EVERY = 15 * MINUTE;
/**
 * A run missed during an outage is made up for within this time, in milliseconds; of several only the latest.
 */
const MADE_UP_FOR = DAY;

/**
 * Runs a schedule whose time has come: starts the flow for the store itself, or for its audience, page by
 * page.
 */
export const lookAtSchedule: SourcePage<ScheduleSource> = async (tx, context, row, source, now) => {
  const { zone } = await storeSettings(tx, context.workspaceId);
  const run = runsBetween(source.schedule, zone, Math.max(row.looked_until, now - MADE_UP_FOR), now).at(-1);
  if (run) {
    const id = `schedule/${row.flow_id}/${run.name}`;
    const { subject } = await readPlan(tx, row.workspace_id, row.plan_hash);
    if (subject === 'store')
      await tellEntries(tx, context, [
        {
          id,
          type: 'schedule-due',
          flowId: row.flow_id,
          customerId: null,
          at: run.at,
          properties: { run: run.name },
        },
      ]);
    else
      await beginAudience(tx, context, row.flow_id, {
        prefix: id,
        type: 'schedule-due',
        condition: source.audience,
        at: run.at,
        spreadMinutes: source.spreadMinutes,
        run: run.name,
      });
  }
  const next = nextRun(source.schedule, zone, now)?.at ?? now + DAY;
  await tx`update trigger_sources set looked_until = ${now}, next_at = ${Math.min(next, now + RECKONED_EVERY)}
    where flow_id = ${row.flow_id}`;
};

import { readPlan } from '@millrace/core/plans';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { MINUTE, type Instant } from '@millrace/base';
import type { TriggerSource } from '@millrace/flow';
import { lookAtDates } from './look-at-dates.ts';
import { lookAtSchedule } from './look-at-schedule.ts';
import { endSource, type SourcePage, type SourceRow } from './source-row.ts';

type OfType<Type extends TriggerSource['type']> = Extract<TriggerSource, { readonly type: Type }>;

/** What each type of source does when it is due. A new type without an entry does not compile. */
const PAGES: { readonly [Type in TriggerSource['type']]: SourcePage<OfType<Type>> | null } = {
  schedule: lookAtSchedule,
  date: lookAtDates,
  // These are not run by the clock: members of segments are kept apart, product changes are reported as they
  // come, and people are added by hand.
  segment: null,
  product: null,
  hand: null,
};

/**
 * Does a page of the source that is longest overdue, over all workspaces. One transaction stores its events
 * and its position, so that after a crash nobody enters twice and nobody is left out.
 * @returns true when there may be more at once
 */
export async function runSources(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
  report: (error: unknown) => void,
): Promise<boolean> {
  const [due] = await db.asRouter(
    (tx) =>
      tx<
        { workspace_id: string; flow_id: string }[]
      >`select workspace_id, flow_id from trigger_sources where next_at <= ${now} order by next_at limit 1`,
  );
  if (!due) return false;
  try {
    return await db.inWorkspace(due.workspace_id, async (tx) => {
      const [row] = await tx<(SourceRow & { state: string })[]>`
        select s.*, f.state from trigger_sources s join flows f on f.id = s.flow_id
          where s.flow_id = ${due.flow_id} and s.next_at <= ${now} for update of s skip locked`;
      if (!row) return false;
      const context = contextOf(row.workspace_id);
      const { source } = (await readPlan(tx, row.workspace_id, row.plan_hash)).trigger;
      const page = source && (PAGES[source.type] as SourcePage | null);
      if (!page || source.type !== row.type || (row.state !== 'live' && row.state !== 'paused'))
        await endSource(tx, row.flow_id);
      else await page(tx, context, row, source, now);
      return true;
    });
  } catch (error) {
    report(error);
    // A source that fails does not block the others.
    await db.inWorkspace(
      due.workspace_id,
      (tx) => tx`update trigger_sources set next_at = ${now + MINUTE} where flow_id = ${due.flow_id}`,
    );
    return true;
  }
}

import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { FlowSettings } from '@millrace/flow';
import { metricReport, type MetricArm } from '@millrace/measure';
import type { MetricView } from './shapes.ts';

/** Most people of a flow to check, the latest entries first: enough to show any difference that matters. */
const MOST = 50_000;

/** Success and failure metrics other than orders. Orders are in the sums of the arms, with their amounts. */
export async function flowMetrics(
  tx: Tx,
  flowId: string,
  { outcome, failure }: FlowSettings,
  now: Instant,
  versionId?: string,
): Promise<{ outcome: MetricView | null; failure: MetricView }> {
  return {
    outcome: outcome === 'order-placed' ? null : await metricOf(tx, flowId, outcome, now, versionId),
    // Harm is told at once: that it may only come sooner is no reason to wait.
    failure: await metricOf(tx, flowId, failure, null, versionId),
  };
}

/**
 * Within the outcome window of each person.
 * @param over only people whose window was over by then; null for everybody
 */
async function metricOf(
  tx: Tx,
  flowId: string,
  event: string,
  over: Instant | null,
  versionId?: string,
): Promise<MetricView> {
  const rows = await tx<{ held_out: boolean; people: number; happened: number }[]>`
    select p.held_out, count(*)::int as people, count(*) filter (where exists (
      select 1 from events e where e.customer_id = p.customer_id and e.type = ${event}
        and e.occurred_at >= p.first_entered_at and e.occurred_at <= p.window_ends_at))::int as happened
    from (
      select customer_id, held_out, first_entered_at, window_ends_at from flow_people
      where flow_id = ${flowId} and not in_both and not globally_held_out and (${versionId ?? null}::uuid is null or version_id = ${versionId ?? null})
        and (${over}::timestamptz is null or window_ends_at <= ${over})
      order by first_entered_at desc limit ${MOST}) p
    group by 1`;
  const arm = (heldOut: boolean): MetricArm => {
    const row = rows.find((one) => one.held_out === heldOut);
    return { people: row?.people ?? 0, happened: row?.happened ?? 0 };
  };
  const [treated, heldOut] = [arm(false), arm(true)];
  return {
    event,
    treated,
    heldOut,
    ...metricReport(treated, heldOut),
    whole: treated.people + heldOut.people < MOST,
  };
}

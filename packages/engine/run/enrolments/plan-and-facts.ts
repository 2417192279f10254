import type { Instant } from '@millrace/base';
import { loadFacts, type LoadedFacts } from '@millrace/core/facts';
import { readPlan } from '@millrace/core/plans';
import { factsWanted, type EnrolmentRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Plan } from '@millrace/flow';

/** The enrolment's plan, and current values of all facts that the plan needs. */
export async function planAndFacts(
  tx: Tx,
  enrolment: EnrolmentRow,
  now: Instant,
): Promise<{ readonly plan: Plan; readonly loaded: LoadedFacts }> {
  const plan = await readPlan(tx, enrolment.workspace_id, enrolment.plan_hash);
  return { plan, loaded: await factsFor(tx, enrolment, plan, now) };
}

/** The facts alone, for a caller that has the plan. */
export const factsFor = (tx: Tx, enrolment: EnrolmentRow, plan: Plan, now: Instant): Promise<LoadedFacts> =>
  loadFacts(tx, { ...factsWanted(enrolment), needs: plan.needs, now });

import { readCustomer, clockOf, REAL_TIME } from '@millrace/core/facts';
import { readPlan } from '@millrace/core/plans';
import { lockEnrolment } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { toPersonal, type Instant } from '@millrace/base';
import { landingOf, moveStep } from '@millrace/flow';
import { endEnrolment } from '../enrolments/end-enrolment.ts';
import { writeExitRules } from '../enrolments/enrol-customer.ts';
import { addToCounters } from '../measure/counters.ts';
import { writeTraces } from '../enrolments/write-outcome.ts';

/** Lines of the story that tell of moves stand here, behind those of the step they come after. */
const MOVE_ORDINALS = 2_000;

/** Brings one person to another version of the flow, or out, as the marketer chose when publishing. Done already: nothing happens. */
export async function moveEnrolment(
  tx: Tx,
  enrolmentId: string,
  choice: { to: 'move' | 'leave'; versionId: string },
  now: Instant,
): Promise<void> {
  const enrolment = await lockEnrolment(tx, enrolmentId);
  if (!enrolment || enrolment.ended_at !== null || enrolment.version_id === choice.versionId) return;
  // Only forwards: who came in by a version that was published since is not brought back.
  const [version] = await tx<{ plan_hash: string }[]>`
    select plan_hash from flow_versions where id = ${choice.versionId} and number > (select number from flow_versions where id = ${enrolment.version_id})`;
  const customer = enrolment.customer_id === null ? null : await readCustomer(tx, enrolment.customer_id);
  if (!version || customer === undefined) return;
  const from = await readPlan(tx, enrolment.workspace_id, enrolment.plan_hash);
  const to = await readPlan(tx, enrolment.workspace_id, version.plan_hash);
  const begun = enrolment.cursor.node !== null;
  if (choice.to === 'leave' || (begun && landingOf(to, from, enrolment.cursor) === null)) {
    const sentence =
      choice.to === 'leave' ? 'Left the flow: a new version was published.' : 'Left the flow: the new version has no such step.';
    await endEnrolment(tx, enrolment, { state: 'exited', reason: choice.to === 'leave' ? 'version-left' : 'moved-out', sentence }, now);
    return;
  }
  const clock = customer === null ? REAL_TIME : clockOf(customer);
  const result = moveStep(to, from, enrolment.cursor, toPersonal(now, clock));
  const [moves] = await tx<
    { before: number }[]
  >`select count(*)::int as before from traces where enrolment_id = ${enrolmentId} and what = 'moved'`;
  const versions = { fromVersion: enrolment.version_id, toVersion: choice.versionId };
  const story = result.trace.map((entry) => ({ ...entry, data: versions }));
  await writeTraces(tx, enrolment, enrolment.seq, story, clock, MOVE_ORDINALS + (moves?.before ?? 0));
  await tx`update enrolments set version_id = ${choice.versionId}, plan_hash = ${version.plan_hash}, cursor = ${tx.json(result.cursor as never)}, updated_at = ${now} where id = ${enrolment.id}`;
  await tx`delete from listens where enrolment_id = ${enrolment.id} and purpose = 'exit'`;
  await writeExitRules(tx, enrolment.workspace_id, enrolment.id, enrolment.customer_id, to);
  const silent = enrolment.held_out ? 'silent:' : '';
  const node = enrolment.cursor.node;
  if (node) {
    await addToCounters(tx, enrolment.workspace_id, { flowId: enrolment.flow_id, versionId: enrolment.version_id }, now, [
      { node, metric: `${silent}here`, amount: -1 },
    ]);
    await addToCounters(tx, enrolment.workspace_id, { flowId: enrolment.flow_id, versionId: choice.versionId }, now, [
      { node, metric: `${silent}here`, amount: 1 },
    ]);
  }
}

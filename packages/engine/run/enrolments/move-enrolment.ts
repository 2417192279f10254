import { readCustomer, clockOf, REAL_TIME } from '@millrace/core/facts';
import { readPlan } from '@millrace/core/plans';
import { lockEnrolment } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { toPersonal, type Instant } from '@millrace/base';
import { landingOf, moveStep } from '@millrace/flow';
import { changeEnrolment } from '../enrolment-state/change-enrolment.ts';
import { endEnrolment } from './end-enrolment.ts';
import { writeExitRules } from './enrol-customer.ts';

/**
 * Moves one person to another version of the flow, or out of it, as the marketer chose when publishing. A
 * repeat does nothing.
 */
export async function moveEnrolment(
  tx: Tx,
  enrolmentId: string,
  choice: { to: 'move' | 'leave'; versionId: string },
  now: Instant,
): Promise<void> {
  const enrolment = await lockEnrolment(tx, enrolmentId);
  if (!enrolment || enrolment.ended_at !== null || enrolment.version_id === choice.versionId) return;
  // Only forwards: a person who entered with a later version stays in it.
  const [version] = await tx<{ plan_hash: string }[]>`
    select plan_hash from flow_versions
      where id = ${choice.versionId} and number > (select number from flow_versions
      where id = ${enrolment.version_id})`;
  const customer = enrolment.customer_id === null ? null : await readCustomer(tx, enrolment.customer_id);
  if (!version || customer === undefined) return;
  const from = await readPlan(tx, enrolment.workspace_id, enrolment.plan_hash);
  const to = await readPlan(tx, enrolment.workspace_id, version.plan_hash);
  const begun = enrolment.cursor.node !== null;
  if (choice.to === 'leave' || (begun && landingOf(to, from, enrolment.cursor) === null)) {
    const sentence =
      choice.to === 'leave'
        ? 'Left the flow: a new version was published.'
        : 'Left the flow: the new version has no such step.';
    await endEnrolment(
      tx,
      enrolment,
      { state: 'exited', reason: choice.to === 'leave' ? 'version-left' : 'moved-out', sentence },
      now,
    );
    return;
  }
  const clock = customer === null ? REAL_TIME : clockOf(customer);
  const result = moveStep(to, from, enrolment.cursor, toPersonal(now, clock));
  const [moves] = await tx<
    { before: number }[]
  >`select count(*)::int as before from traces where enrolment_id = ${enrolmentId} and what = 'moved'`;
  const versions = { fromVersion: enrolment.version_id, toVersion: choice.versionId };
  const lines = result.trace.map((entry) => ({ ...entry, data: versions }));
  const { cursor } = result;
  const move = {
    type: 'moved',
    versionId: choice.versionId,
    planHash: version.plan_hash,
    cursor,
    lines,
    clock,
  } as const;
  await changeEnrolment(tx, enrolment, { ...move, before: moves?.before ?? 0 }, now);
  await tx`delete from listens where enrolment_id = ${enrolment.id} and purpose = 'exit'`;
  await writeExitRules(tx, enrolment.workspace_id, enrolment.id, enrolment.customer_id, to);
}

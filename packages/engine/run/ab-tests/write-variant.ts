import type { EnrolmentRow } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import type { Instant, PersonalClock } from '@millrace/base';
import type { VariantEffect } from '@millrace/flow';
import { outcomeWindow } from '@millrace/measure';
import { isGloballyHeldOut } from '../global-holdout/is-held-out.ts';

/**
 * Keeps the variant that a person got at a test. Only the first one counts, of however many entries. Nobody in
 * the store's own holdout is in a test.
 */
export async function writeVariant(
  tx: Tx,
  enrolment: EnrolmentRow,
  { node, variant, round, withinDays }: VariantEffect,
  now: Instant,
  clock: PersonalClock,
): Promise<void> {
  if (enrolment.customer_id === null) return;
  // They get neither variant's messages.
  if (await isGloballyHeldOut(tx, enrolment.workspace_id, enrolment.customer_id, now)) return;
  const { endsAt } = outcomeWindow(now, withinDays, clock);
  await tx`insert into test_people (workspace_id, flow_id, node, customer_id, variant, round, enrolment_id,
    enrolled_at, at, window_ends_at)
    values (${enrolment.workspace_id}, ${enrolment.flow_id}, ${node}, ${enrolment.customer_id}, ${variant},
      ${round}, ${enrolment.id}, ${enrolment.entered_at}, ${now}, ${endsAt})
    on conflict do nothing`;
}

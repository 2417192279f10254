import type { Instant } from '@millrace/base';
import type { WorkFor } from '@millrace/connectors/acts';
import { workKind } from '@millrace/connectors/work';
import type { Member } from '@millrace/core/store';
import { newId, type Tx } from '@millrace/db';
import { isFor } from './who.ts';
import type { WorkRow } from './work-row.ts';

export type WhyMailed = 'asked' | 'escalated' | 'assigned';

/**
 * Writes an e-mail for each person the work is for, in the transaction that gives it to them, so that each
 * gets one. Work for anyone who may is left to the daily summary. Whether they want it is checked at sending.
 * @param cause the note that this follows from
 * @param except somebody who gave it to themselves
 */
export async function planMails(
  tx: Tx,
  { id, workspace_id: workspaceId, kind }: Pick<WorkRow, 'id' | 'workspace_id' | 'kind'>,
  whom: WorkFor,
  team: readonly Member[],
  { why, cause, except = null }: { why: WhyMailed; cause: string; except?: string | null },
  now: Instant,
): Promise<void> {
  if (whom.person === null && whom.role === null) return;
  const people = team
    .filter((member) => member.id !== except && isFor(whom, member, workKind(kind)))
    .map((member) => member.id);
  if (people.length === 0) return;
  await tx`insert into work_mails (id, workspace_id, work_id, person, why, cause, planned_at, due_at)
    select m.id, ${workspaceId}, ${id}, m.person, ${why}, ${cause}, ${now}, ${now}
      from unnest(${people.map(() => newId())}::uuid[], ${people}::text[]) as m (id, person)
    on conflict do nothing`;
}

import type { workItems, Row, Known } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import type { WorkDraft } from '@millrace/connectors';
import type { WorkFor, WorkRole } from '@millrace/connectors/acts';

/**
 * `open` until somebody answers; `missed` when all deadlines have passed; `withdrawn` when the flow no longer
 * waits for it.
 */
export const WORK_STATES = ['open', 'answered', 'missed', 'withdrawn'] as const;
export type WorkState = (typeof WORK_STATES)[number];

export type WorkRow = Known<
  Row<typeof workItems>,
  {
    facts: readonly { readonly label: string; readonly value: string }[];
    drafts: readonly WorkDraft[];
    state: WorkState;
    for_role: WorkRole | null;
    next_role: WorkRole | null;
  }
>;

export const forOf = ({ for_role: role, for_person: person }: WorkRow): WorkFor => ({ role, person });

/** The row, locked until the transaction ends. */
export async function lockWork(tx: Tx, id: string): Promise<WorkRow | undefined> {
  const [row] = await tx<WorkRow[]>`select * from work_items where id = ${id} for update`;
  return row;
}

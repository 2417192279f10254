import type { Instant, Json } from '@millrace/base';
import { workKind } from '@millrace/connectors/work';
import type { WorkChange } from '@millrace/connectors';
import type { CallRow, EnrolmentRow } from '@millrace/core/rows';
import { readTeam } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import { writeNote } from './notes.ts';
import { planMails } from './plan-mails.ts';
import { placed, whoInWords } from './who.ts';
import { lockWork, type WorkRow } from './work-row.ts';

/**
 * Carries out what a flow's step says about work, in the transaction that settles its call. Repeated, it
 * changes nothing.
 * @returns the answer if there is one already; null otherwise
 */
export async function changeWork(
  tx: Tx,
  enrolment: EnrolmentRow,
  call: Pick<CallRow, 'id' | 'node'>,
  change: WorkChange,
  now: Instant,
): Promise<Json> {
  if (change.do === 'open') await open(tx, enrolment, call, change, now);
  else {
    const row = await lockWork(tx, change.work);
    // Only the enrolment that opened it may change it.
    if (row?.enrolment_id !== enrolment.id) return null;
    if (row.state !== 'open') return answerIn(row);
    if (change.do === 'close') await closeWork(tx, row, 'missed', now);
    else await escalate(tx, row, change, now);
  }
  return null;
}

const answerIn = ({ state, answer, answered_name: by, comment }: WorkRow): Json =>
  state === 'answered' ? { choice: answer, by, comment: comment ?? '' } : null;

async function open(
  tx: Tx,
  enrolment: EnrolmentRow,
  { id, node }: Pick<CallRow, 'id' | 'node'>,
  change: Extract<WorkChange, { do: 'open' }>,
  now: Instant,
): Promise<void> {
  const { kind, title, details, risk, facts, deadline, next, awaited } = change;
  const team = await readTeam(tx);
  const whom = placed(change.for, team, workKind(kind));
  const { workspace_id: workspaceId } = enrolment;
  const earlier = change.draftsOf === null ? undefined : await lockWork(tx, change.draftsOf);
  const agreed = earlier?.enrolment_id === enrolment.id ? earlier.drafts : [];
  const opened = await tx`
    insert into work_items (id, workspace_id, kind, title, details, risk, facts, drafts, flow_id, enrolment_id,
      enrolled_at, node, customer_id, for_role, for_person, next_role, next_person, deadline_at, awaited,
      opened_at)
    values (${id}, ${workspaceId}, ${kind}, ${title}, ${details}, ${risk}, ${tx.json(facts as never)},
      ${tx.json([...agreed, ...change.drafts] as never)}, ${enrolment.flow_id}, ${enrolment.id}, ${enrolment.entered_at}, ${node}, ${enrolment.customer_id},
      ${whom.role}, ${whom.person}, ${next?.role ?? null}, ${next?.person ?? null}, ${deadline}, ${awaited},
      ${now})
    on conflict (id) do nothing returning 1`;
  if (opened.length === 0) return;
  const said = whoInWords(whom, team);
  const cause = await writeNote(tx, workspaceId, id, { what: 'opened', said }, now);
  await planMails(tx, { id, workspace_id: workspaceId, kind }, whom, team, { why: 'asked', cause }, now);
}

async function escalate(
  tx: Tx,
  row: WorkRow,
  { for: wanted, deadline }: Extract<WorkChange, { do: 'escalate' }>,
  now: Instant,
): Promise<void> {
  const team = await readTeam(tx);
  const whom = placed(wanted, team, workKind(row.kind));
  await tx`update work_items set for_role = ${whom.role}, for_person = ${whom.person}, next_role = null,
    next_person = null, deadline_at = ${deadline}, revision = revision + 1 where id = ${row.id}`;
  const said = whoInWords(whom, team);
  const cause = await writeNote(tx, row.workspace_id, row.id, { what: 'escalated', said }, now);
  await planMails(tx, row, whom, team, { why: 'escalated', cause }, now);
}

/** Ends open work without an answer. */
export async function closeWork(
  tx: Tx,
  row: Pick<WorkRow, 'id' | 'workspace_id'>,
  state: 'missed' | 'withdrawn',
  now: Instant,
): Promise<void> {
  await tx`update work_items set state = ${state}, closed_at = ${now}, revision = revision + 1
    where id = ${row.id}`;
  await writeNote(tx, row.workspace_id, row.id, { what: state }, now);
}

/** Withdraws what an enrolment that has ended waited for. Tasks that it did not wait for stay. */
export async function withdrawWork(tx: Tx, { id }: Pick<EnrolmentRow, 'id'>, now: Instant): Promise<void> {
  const rows = await tx<WorkRow[]>`select * from work_items where enrolment_id = ${id} and state = 'open'
    and awaited for update`;
  for (const row of rows) await closeWork(tx, row, 'withdrawn', now);
}

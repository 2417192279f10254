import { laneOf, lockCustomers, readEnrolment, FIRST_ID, type PageDone, type BulkJobPage, type BulkJob } from '@millrace/core/rows';
import type { Tx } from '@millrace/db';
import { draw, HOUR, type Instant } from '@millrace/base';
import { moveEnrolment } from '../enrolments/move-enrolment.ts';
import { endEnrolment } from '../enrolments/end-enrolment.ts';

const PAGE = 200;

interface OverdueChoice {
  /** What happens to people whose time came while the flow was paused. */
  readonly overdue: 'send-now' | 'spread' | 'skip-older';
  /** `spread`: over so many hours. `skip-older`: messages due longer ago than so many hours are skipped, the way goes on. */
  readonly hours: number;
}

interface MoveChoice {
  readonly to: 'move' | 'leave';
  readonly versionId: string;
}

/** People of a flow that was resumed, stopped or published anew. Their locks are taken first, all in one order. */
export const flowJob: BulkJobPage = async (tx, _context, job, now): Promise<PageDone> => {
  const page = await tx<{ id: string; customer_id: string | null; subject: string | null }[]>`
    select id, customer_id, subject from enrolments where flow_id = ${job.flow_id} and ended_at is null and id > ${job.cursor ?? FIRST_ID}
    and (${job.kind !== 'resume'} or due_while_paused is not null) order by id limit ${PAGE}`;
  await lockCustomers(tx, page.map(laneOf));
  for (const { id } of page) {
    if (job.kind === 'move') await moveEnrolment(tx, id, job.choice as unknown as MoveChoice, now);
    else if (job.kind === 'resume') await resume(tx, job, id, now);
    else await endStopped(tx, job, id, now);
  }
  return { cursor: page.at(-1)?.id ?? null, done: page.length, finished: page.length < PAGE };
};

async function resume(tx: Tx, job: BulkJob, enrolmentId: string, now: Instant): Promise<void> {
  const { overdue, hours } = job.choice as unknown as OverdueChoice;
  // The spread is a draw by the enrolment, so that a page done twice moves nobody.
  const at = overdue === 'spread' ? now + Math.round(draw(job.id, enrolmentId) * hours * HOUR) : now;
  const tooOld = now - hours * HOUR;
  // Asked again under the lock: somebody may have moved them on since the page was read.
  const held = await tx`
    update enrolments set due_while_paused = null, skip_overdue = ${overdue === 'skip-older'} and due_while_paused < ${tooOld}::timestamptz,
      wake_at = case when instruction->>'type' = 'wait' then ${at}::timestamptz else wake_at end,
      instruction = case when instruction is null then null when instruction->>'type' = 'wait' then jsonb_set(instruction, '{until}', to_jsonb(${at}::bigint))
        else jsonb_set(instruction, '{at}', to_jsonb(${at}::bigint)) end
    where id = ${enrolmentId} and ended_at is null and due_while_paused is not null returning 1`;
  if (held.length === 0) return;
  // What the pause held was not held by a guardrail: its patience begins afresh.
  await tx`update messages set held_since = null where enrolment_id = ${enrolmentId} and status = 'held'`;
  await tx`insert into outbox (workspace_id, enrolment_id, kind) values (${job.workspace_id}, ${enrolmentId}, 'wake')`;
}

/** Ended here and not only where the flow is found stopped: somebody may have started it again meanwhile. Who entered since then stays. */
async function endStopped(tx: Tx, job: BulkJob, enrolmentId: string, now: Instant): Promise<void> {
  const enrolment = await readEnrolment(tx, enrolmentId);
  if (!enrolment || enrolment.ended_at !== null || enrolment.entered_at > job.started_at) return;
  await endEnrolment(tx, enrolment, { state: 'exited', reason: 'flow-stopped', sentence: 'Left the flow: it was stopped.' }, now);
}

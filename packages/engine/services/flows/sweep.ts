import { enterWorkspace, type Database, type Tx } from '@millrace/db';
import { draw, HOUR, type Instant } from '@millrace/base';
import type { Context } from '../verb/context.ts';
import { endEnrolment } from '../enrolments/end-enrolment.ts';
import { lockEnrolment } from '../enrolments/enrolment-row.ts';
import { moveEnrolment } from './move-enrolment.ts';

/** How long one worker may hold a sweep before another takes it over. */
const CLAIM = 60_000;
const PAGE = 200;

export interface OverdueChoice {
  /** What happens to people whose time came while the flow was paused. */
  readonly overdue: 'send-now' | 'spread' | 'skip-older';
  /** `spread`: over so many hours. `skip-older`: messages due longer ago than so many hours are skipped, the way goes on. */
  readonly hours: number;
}

export type SweepChoice = OverdueChoice | { readonly to: 'move' | 'leave'; readonly versionId: string };

interface SweepRow {
  readonly id: string;
  readonly workspace_id: string;
  readonly flow_id: string;
  readonly kind: 'resume' | 'stop' | 'move';
  readonly choice: SweepChoice;
  readonly cursor: string | null;
  readonly started_at: Instant;
}

/**
 * Does a page of work over many enrolments (resume, stop, move). The place is kept in the row, so that a killed worker's
 * sweep goes on elsewhere; every page may be done twice without harm.
 * @returns true when there may be more
 */
export async function sweepSome(db: Database, contextOf: (workspaceId: string) => Context, now: Instant): Promise<boolean> {
  const sweep = await db.asRouter(async (tx) => {
    const [row] = await tx<SweepRow[]>`
      select id, workspace_id, flow_id, kind, choice, cursor, started_at from sweeps
      where finished_at is null and (claimed_until is null or claimed_until < ${now}) order by started_at limit 1 for update skip locked`;
    if (!row) return null;
    await enterWorkspace(tx, row.workspace_id);
    await tx`update sweeps set claimed_until = ${now + CLAIM} where id = ${row.id}`;
    return row;
  });
  if (!sweep) return false;
  const context = contextOf(sweep.workspace_id);
  await db.inWorkspace(sweep.workspace_id, async (tx) => {
    const page = await tx<{ id: string; due: Instant | null }[]>`
      select id, due_while_paused as due from enrolments where flow_id = ${sweep.flow_id} and ended_at is null and id > ${sweep.cursor ?? '00000000-0000-0000-0000-000000000000'}
      and (${sweep.kind !== 'resume'} or due_while_paused is not null) order by id limit ${PAGE}`;
    for (const row of page) await sweepOne(tx, context, sweep, row, now);
    const last = page.at(-1)?.id ?? null;
    await tx`update sweeps set cursor = coalesce(${last}, cursor), done = done + ${page.length}, claimed_until = null, finished_at = ${page.length < PAGE ? now : null} where id = ${sweep.id}`;
  });
  return true;
}

async function sweepOne(tx: Tx, context: Context, sweep: SweepRow, row: { id: string; due: Instant | null }, now: Instant): Promise<void> {
  if (sweep.kind === 'move') {
    await moveEnrolment(tx, row.id, sweep.choice as { to: 'move' | 'leave'; versionId: string }, now);
  } else if (sweep.kind === 'resume' && row.due !== null) {
    const choice = sweep.choice as OverdueChoice;
    // The spread is a draw by the enrolment, so that a page done twice moves nobody.
    const later = choice.overdue === 'spread' ? Math.round(draw(sweep.id, row.id) * choice.hours * HOUR) : 0;
    const skip = choice.overdue === 'skip-older' && row.due < now - choice.hours * HOUR;
    await tx`update enrolments set due_while_paused = null, skip_overdue = ${skip}, wake_at = case when instruction->>'type' = 'wait' then ${now + later}::timestamptz else wake_at end,
        instruction = case when instruction is null then null when instruction->>'type' = 'wait' then jsonb_set(instruction, '{until}', to_jsonb(${now + later}::bigint))
          else jsonb_set(instruction, '{at}', to_jsonb(${now + later}::bigint)) end where id = ${row.id}`;
  }
  if (sweep.kind === 'stop') await endStopped(tx, sweep, row.id, now);
  // What the pause held was not held by a guardrail: its patience begins afresh.
  if (sweep.kind === 'resume') await tx`update messages set held_since = null where enrolment_id = ${row.id} and status = 'held'`;
  await tx`insert into dispatches (workspace_id, enrolment_id, kind) values (${context.workspaceId}, ${row.id}, 'wake')`;
}

/** Ended here and not only where the flow is found stopped: somebody may have started it again meanwhile. Who entered since then stays. */
async function endStopped(tx: Tx, sweep: SweepRow, enrolmentId: string, now: Instant): Promise<void> {
  const enrolment = await lockEnrolment(tx, enrolmentId);
  if (!enrolment || enrolment.ended_at !== null || enrolment.entered_at > sweep.started_at) return;
  await endEnrolment(tx, enrolment, { state: 'exited', reason: 'flow-stopped', sentence: 'Left: the flow was stopped' }, now);
}

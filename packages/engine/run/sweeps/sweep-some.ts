import type { SweepPage, SweepRow } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { enterWorkspace, type Database } from '@millrace/db';
import { fail, type Instant } from '@millrace/base';
import { sweepArrivals } from '../routing/sweep-arrivals.ts';
import { sweepCalls } from './sweep-calls.ts';
import { sweepHeld } from './sweep-held.ts';
import { sweepStore } from '../privacy/sweep-store.ts';
import { sweepFanOut } from '../triggers/product-news.ts';
import { sweepAudience } from '../triggers/sweep-audience.ts';
import { sweepFlow } from './sweep-flow.ts';

/** How long one worker may hold a sweep before another takes it over, in milliseconds. */
const CLAIM = 60_000;

const PAGES: Readonly<Record<string, SweepPage>> = {
  resume: sweepFlow,
  stop: sweepFlow,
  move: sweepFlow,
  arrivals: sweepArrivals,
  held: sweepHeld,
  calls: sweepCalls,
  audience: sweepAudience,
  'fan-out': sweepFanOut,
  'store-erasure': sweepStore,
};

/**
 * Does a page of work over many rows: people when their flow is resumed, stopped or moved, messages held by a guardrail that
 * was changed, everything of a store that leaves.
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
  const page = PAGES[sweep.kind] ?? fail('unexpected', { requestId: `sweep ${sweep.id}` });
  await db.inWorkspace(sweep.workspace_id, async (tx) => {
    const { cursor, done, finished, choice = sweep.choice, notBefore = null } = await page(tx, contextOf(sweep.workspace_id), sweep, now);
    await tx`update sweeps set cursor = coalesce(${cursor}, cursor), choice = ${tx.json(choice as never)}, done = done + ${done}, claimed_until = ${finished ? null : notBefore}, finished_at = ${finished ? now : null} where id = ${sweep.id}`;
  });
  return true;
}

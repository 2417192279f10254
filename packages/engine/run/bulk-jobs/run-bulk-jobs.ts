import type { BulkJobPage, BulkJob } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { enterWorkspace, type Database } from '@millrace/db';
import { fail, type Instant } from '@millrace/base';
import { arrivalsJob } from '../routing/arrivals-job.ts';
import { callsJob } from './calls-job.ts';
import { heldJob } from './held-job.ts';
import { storeJob } from '../privacy/store-job.ts';
import { fanOutJob } from '../triggers/product-news.ts';
import { audienceJob } from '../triggers/audience-job.ts';
import { flowJob } from './flow-job.ts';

/** How long one worker holds a job before another may take it over, in milliseconds. */
const CLAIM = 60_000;

const PAGES: Readonly<Record<string, BulkJobPage>> = {
  resume: flowJob,
  stop: flowJob,
  move: flowJob,
  arrivals: arrivalsJob,
  held: heldJob,
  calls: callsJob,
  audience: audienceJob,
  'fan-out': fanOutJob,
  'store-erasure': storeJob,
};

/**
 * Does one page of a job over many rows: enrolments of a flow that is resumed, stopped or moved, messages
 * held by a guardrail that has changed, or the data of a store that is being erased.
 * @returns true when there may be more
 */
export async function runBulkJobs(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
): Promise<boolean> {
  const job = await db.asRouter(async (tx) => {
    const [row] = await tx<BulkJob[]>`
      select id, workspace_id, flow_id, kind, choice, cursor, started_at from bulk_jobs
      where finished_at is null and (claimed_until is null or claimed_until < ${now}) order by started_at
        limit 1 for update skip locked`;
    if (!row) return null;
    await enterWorkspace(tx, row.workspace_id);
    await tx`update bulk_jobs set claimed_until = ${now + CLAIM} where id = ${row.id}`;
    return row;
  });
  if (!job) return false;
  const page = PAGES[job.kind] ?? fail('unexpected', { requestId: `job ${job.id}` });
  await db.inWorkspace(job.workspace_id, async (tx) => {
    const {
      cursor,
      done,
      finished,
      choice = job.choice,
      notBefore = null,
    } = await page(tx, contextOf(job.workspace_id), job, now);
    await tx`update bulk_jobs set cursor = coalesce(${cursor}, cursor), choice = ${tx.json(choice as never)},
      done = done + ${done}, claimed_until = ${finished ? null : notBefore},
      finished_at = ${finished ? now : null} where id = ${job.id}`;
  });
  return true;
}

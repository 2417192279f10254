import type { bulkJobs, Row, Known } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';
import type { Context } from '../verb/context.ts';

/**
 * Work over many rows, done page by page. The row stores the position, so another worker continues the job
 * when one is killed.
 */
export type BulkJob = Known<
  Pick<Row<typeof bulkJobs>, 'id' | 'workspace_id' | 'flow_id' | 'kind' | 'choice' | 'cursor' | 'started_at'>,
  { choice: Json }
>;

export interface PageDone {
  /** Id of the last row checked; null keeps the stored position. */
  readonly cursor: string | null;
  /** How many rows were checked. */
  readonly done: number;
  readonly finished: boolean;
  /** The earliest time of the next page. */
  readonly notBefore?: Instant;
  /** Input for the next page. */
  readonly choice?: Json;
}

/** Does one page within the transaction. Must be safe to run twice for the same page. */
export type BulkJobPage = (tx: Tx, context: Context, job: BulkJob, now: Instant) => Promise<PageDone>;

export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

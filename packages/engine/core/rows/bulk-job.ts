import type { bulkJobs, Row, Known } from '@millrace/db/schema';
import type { Tx } from '@millrace/db';
import type { Instant, Json } from '@millrace/base';
import type { Context } from '../verb/context.ts';

/** Work over many rows, done page by page. The place is kept in the row, so that a killed worker's job goes on elsewhere. */
export type BulkJob = Known<
  Pick<Row<typeof bulkJobs>, 'id' | 'workspace_id' | 'flow_id' | 'kind' | 'choice' | 'cursor' | 'started_at'>,
  { choice: Json }
>;

export interface PageDone {
  /** Id of the last row looked at; null leaves the place where it was. */
  readonly cursor: string | null;
  /** How many were looked at. */
  readonly done: number;
  readonly finished: boolean;
  /** The next page is not for before then. */
  readonly notBefore?: Instant;
  /** What the next page has to know. */
  readonly choice?: Json;
}

/** Does one page within the transaction. A page may be done twice without harm. */
export type BulkJobPage = (tx: Tx, context: Context, job: BulkJob, now: Instant) => Promise<PageDone>;

export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

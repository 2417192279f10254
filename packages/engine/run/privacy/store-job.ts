import type { Json } from '@millrace/base';
import { FIRST_ID, type BulkJobPage } from '@millrace/core/rows';
import { writeAudit } from '@millrace/core/verb';
import { ofSource } from '../erasure/begin-store-erasure.ts';
import { STAGES, type StageName } from './store-stages.ts';

const ORDER: readonly StageName[] = ['people', 'names', 'orders', 'carts', 'products', 'events', 'keys'];

interface Choice {
  readonly requestId: string;
  readonly connectionId: string;
  /** The source of the store's rows. */
  readonly source: string;
  readonly stage: StageName;
  /** Position within the stage; absent at its beginning. */
  readonly place?: string;
}

/**
 * Erases everything of a store that leaves, a page at a time: people known only through it, its orders, carts
 * and products, its events and their keys, and finally the connection. Stores its position with each page.
 */
export const storeJob: BulkJobPage = async (tx, context, job, now) => {
  const choice = job.choice as unknown as Choice;
  const { source } = choice;
  const page = await STAGES[choice.stage](tx, context, { source, place: choice.place ?? null, now });
  if (page.place !== null)
    return {
      cursor: null,
      done: page.done,
      finished: false,
      choice: { ...choice, place: page.place } as unknown as Json,
    };
  const next = ORDER[ORDER.indexOf(choice.stage) + 1];
  const { place: _place, ...rest } = choice;
  if (next)
    return {
      cursor: null,
      done: page.done,
      finished: false,
      choice: { ...rest, stage: next } as unknown as Json,
    };
  await tx`delete from connections where ${ofSource(tx, source)}`;
  await tx`update privacy_requests set done_at = ${now}, done_by = 'Millrace', outcome = 'erased',
    details = '{}' where id = ${choice.requestId} and done_at is null`;
  await writeAudit(tx, context, 'store-erased', {
    subject: { type: 'connection', id: choice.connectionId },
    summary: 'Erased all data of a store that left, at its request',
    changes: { rows: await rowsOf(job.id) },
  });
  return { cursor: FIRST_ID, done: page.done, finished: true };

  async function rowsOf(id: string): Promise<number> {
    const [row] = await tx<{ done: number }[]>`select done from bulk_jobs where id = ${id}`;
    return (row?.done ?? 0) + page.done;
  }
};

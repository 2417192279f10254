import { DAY, type Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';

/** How long a file that is not imported, and the rows that were refused, are kept. */
export const KEPT_FOR = 7 * DAY;

/** Deletes files and refused rows whose time is over: both name people. */
export async function forgetFiles(tx: Tx, now: Instant): Promise<void> {
  const due = await tx<{ id: string }[]>`update imports set file_until = null, place = null,
      state = case when state in ('done', 'stopped', 'failed') then state else 'failed' end,
      problem = case when state in ('done', 'stopped', 'failed') then problem
        else 'The file was deleted after seven days. Upload it again.' end
    where file_until <= ${now} and state not in ('checking', 'running') returning id`;
  if (due.length === 0) return;
  const ids = due.map((row) => row.id);
  await tx`delete from import_parts where import_id = any(${ids}::uuid[])`;
  await tx`delete from import_refusals where import_id = any(${ids}::uuid[])`;
  await tx`delete from import_marks where import_id = any(${ids}::uuid[])`;
}

import { cutTo, MINUTE, type Instant } from '@millrace/base';
import { count } from '@millrace/base/words';
import { everyWorkspace, storeSettings } from '@millrace/core/store';
import { writeAudit, type Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { ingestWithin } from '../intake/ingest-events.ts';
import { forgetFiles, KEPT_FOR } from './forget-files.ts';
import { FILE_BEGINS, readFilePage, type FilePage } from './file-rows.ts';
import { importSource } from './import-source.ts';
import type { ImportRow } from './import-row.ts';
import type { ImportSettings } from './import-settings.ts';
import { withWholeOrders } from './group-orders.ts';
import { added, judgePage, keepRefusals } from './judge-page.ts';
import { putPageOnList } from './put-on-list.ts';
import type { Judged } from './read-row.ts';

/** Records of one page, which is one transaction. */
const PAGE = 500;
/** How long a page may take before another worker takes the import over. */
const CLAIM = 2 * MINUTE;
/** After this many failures of a page somebody has to look at it. */
const TRIES = 6;

/**
 * Does one page of each store's oldest import: reads rows of the file, judges them, and stores those that change
 * something, with the place of the next page in the same transaction. So another worker goes on from there after
 * a crash, and no row is stored twice.
 * @returns true when there may be more at once
 */
export async function runImports(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<boolean> {
  let more = false;
  for (const workspaceId of await everyWorkspace(db)) {
    const context = contextOf(workspaceId);
    const claimed = await db.inWorkspace(workspaceId, async (tx) => {
      await forgetFiles(tx, context.now());
      return claim(tx, context.now());
    });
    if (!claimed) continue;
    more = true;
    try {
      await context.db.inWorkspace(workspaceId, (tx) => runPage(tx, context, claimed.id));
    } catch (error) {
      await db.inWorkspace(workspaceId, (tx) => postpone(tx, claimed.id, context.now()));
      throw error;
    }
  }
  return more;
}

async function claim(tx: Tx, now: Instant): Promise<{ readonly id: string } | undefined> {
  const [row] = await tx<{ id: string }[]>`
    update imports set claimed_until = ${now + CLAIM} where id = (
      select id from imports where state in ('checking', 'running') and due_at <= ${now}
        and (claimed_until is null or claimed_until <= ${now}) order by started_at limit 1 for update skip locked)
    returning id`;
  return row;
}

async function runPage(tx: Tx, context: Context, id: string): Promise<void> {
  // Whoever holds the row does the page; a worker that was taken for dead finds the place moved on.
  const [row] = await tx<ImportRow[]>`select * from imports where id = ${id} for update`;
  if (!row || (row.state !== 'checking' && row.state !== 'running') || row.settings === null) return;
  const { settings } = row;
  const read = await readFilePage(tx, { id, parts: row.parts, settings }, row.place ?? FILE_BEGINS, PAGE);
  const page = read && (row.kind === 'orders' ? withWholeOrders(read, settings) : read);
  if (page === null) {
    await tx`update imports set state = 'failed', claimed_until = null, finished_at = ${context.now()},
      problem = 'The file was deleted before all of it was read. Upload it again.' where id = ${id}`;
    return;
  }
  const judged = await judgeRows(tx, context, row, settings, page);
  await keepRefusals(tx, context.workspaceId, id, judged);
  if (page.headers !== null)
    await tx`update imports set headers = ${page.headers.map((text) => cutTo(text, 200))}::text[] where id = ${id}`;
  await advance(tx, context, row, page, judged);
}

async function judgeRows(
  tx: Tx,
  context: Context,
  row: ImportRow,
  settings: ImportSettings,
  { rows }: FilePage,
): Promise<readonly Judged[]> {
  if (rows.length === 0) return [];
  const store = await storeSettings(tx, context.workspaceId);
  const source = await importSource(tx, settings);
  const now = context.now();
  const habits = { decimal: settings.decimal, dateOrder: settings.dateOrder, zone: store.zone };
  const page = { tx, context, importId: row.id, settings, habits, store, source, now };
  const judged = await judgePage(page, row.kind, rows);
  const events = judged.filter((one) => one.event !== undefined && one.verdict !== 'refused');
  const sent = events.map((one) => ({
    id: `import/${row.id}/${one.row.line}`,
    properties: {},
    ...one.event,
  }));
  // A check refuses what the intake would refuse, and writes nothing.
  const { refused } = await ingestWithin(tx, context, { ...source, isTrial: row.state === 'checking' }, sent);
  const problems = new Map(refused.map(({ index, problem }) => [events[index], problem]));
  const stored = judged.map((one): Judged => {
    const problem = problems.get(one);
    if (problem === undefined) return one;
    const { event: _event, ...rest } = one;
    return { ...rest, verdict: 'refused', reason: 'intake', sentence: problem };
  });
  if (row.state === 'running') await putPageOnList(page, row.name, stored);
  return stored;
}

async function advance(
  tx: Tx,
  context: Context,
  row: ImportRow,
  { next }: FilePage,
  judged: readonly Judged[],
): Promise<void> {
  const counts = added(row.counts, judged);
  const now = context.now();
  if (next !== null) {
    const [read] = await tx<{ bytes: number }[]>`select coalesce(sum(length(body)), 0)::float8 as bytes
      from import_parts where import_id = ${row.id} and part < ${next.part}`;
    await tx`update imports set place = ${tx.json(next as never)}, counts = ${tx.json(counts as never)},
      done_bytes = least(bytes, ${(read?.bytes ?? 0) + next.at}), tries = 0, problem = null, claimed_until = null where id = ${row.id}`;
    return;
  }
  const state = row.state === 'checking' ? 'checked' : 'done';
  await tx`update imports set state = ${state}, place = null, counts = ${tx.json(counts as never)},
    done_bytes = bytes, tries = 0, problem = null, claimed_until = null, finished_at = ${now},
    file_until = ${now + KEPT_FOR} where id = ${row.id}`;
  await tx`delete from import_marks where import_id = ${row.id}`;
  if (state === 'checked') return;
  // The file has done its work. The rows that were refused stay a while, to be put right.
  await tx`delete from import_parts where import_id = ${row.id}`;
  await writeAudit(tx, context, 'import-finished', {
    subject: { type: 'import', id: row.id },
    summary: `Imported ${row.name}: ${count(counts.new)} new, ${count(counts.updated)} updated, ${count(counts.refused)} refused`,
    changes: { kind: row.kind, rows: counts.rows, unchanged: counts.unchanged, kept: counts.kept },
  });
}

/** Lets a page that failed be tried again later, and gives up after a few times. */
async function postpone(tx: Tx, id: string, now: Instant): Promise<void> {
  await tx`update imports set tries = tries + 1, claimed_until = null,
    due_at = ${now}::timestamptz + make_interval(secs => ${15}::integer * power(2, least(tries, 6))),
    state = case when tries + 1 >= ${TRIES} then 'failed' else state end,
    problem = case when tries + 1 >= ${TRIES} then 'A part of the file could not be stored, also when it was tried again. Rows before it are imported; the log of the worker says more.'
      end
    where id = ${id} and state in ('checking', 'running')`;
}

import { enterWorkspace, type Database, type Tx } from '@millrace/db';
import { FIRST_ID } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import { DAY, MINUTE, type Instant } from '@millrace/base';
import { keepMembers, type Crossing } from './keep-members.ts';
import { lockSegments, type SegmentRow } from './segment-row.ts';

/** People checked in one transaction. */
const PAGE = 500;
const MOST_CHECKS = 200;
/**
 * How often everybody is checked again, in milliseconds. Changes are noticed as they happen, and time by
 * `check_at`; this finds what a change of the code or of the database left behind.
 */
const ASKED_EVERY = DAY;

/** What happens when customers cross the line of a segment, in the same transaction. */
export type OnCrossings = (
  tx: Tx,
  segment: SegmentRow,
  crossings: readonly Crossing[],
  now: Instant,
) => Promise<void>;

const NOBODY: ReadonlySet<string> = new Set();

/**
 * Keeps the members of all segments: one piece of each kind of work that is due.
 * @returns true when there may be more
 */
export async function watchSegments(
  db: Database,
  cross: OnCrossings,
  now: Instant,
  report: (error: unknown) => void,
): Promise<boolean> {
  const changed = await checkSegments(db, cross, now);
  const aged = await ageSegments(db, cross, now);
  const scanned = await scanSegments(db, cross, now, report);
  return changed || aged || scanned;
}

/**
 * Checks a page of people against the segment that is due first, over all workspaces. The first pass records
 * who is in it.
 * @returns true when there may be more
 */
export async function scanSegments(
  db: Database,
  cross: OnCrossings,
  now: Instant,
  report: (error: unknown) => void,
): Promise<boolean> {
  const [due] = await db.asRouter(
    (tx) => tx<{ workspace_id: string; segment_id: string }[]>`
      select workspace_id, segment_id from segment_scans where next_at <= ${now} order by next_at limit 1`,
  );
  if (!due) return false;
  try {
    await db.inWorkspace(due.workspace_id, async (tx) => {
      const [segment] = await lockSegments(tx, due.workspace_id, [due.segment_id]);
      if (segment && segment.next_at <= now) await scanPage(tx, segment, cross, now);
    });
  } catch (error) {
    report(error);
    // A segment that fails does not block the others.
    await db.inWorkspace(
      due.workspace_id,
      (tx) => tx`update segment_scans set next_at = ${now + MINUTE} where segment_id = ${due.segment_id}`,
    );
  }
  return true;
}

async function scanPage(tx: Tx, segment: SegmentRow, cross: OnCrossings, now: Instant): Promise<void> {
  // Customers changed only by imported history are recorded without an event, when their own check comes.
  const waiting = await tx<
    { customer_id: string }[]
  >`select distinct customer_id from segment_checks where quiet`;
  const quiet = new Set(waiting.map((one) => one.customer_id));
  const { crossings, checked, last } = await keepMembers(
    tx,
    segment,
    { after: segment.cursor ?? FIRST_ID, most: PAGE },
    { settings: await storeSettings(tx, segment.workspace_id), quiet, now },
  );
  await cross(tx, segment, crossings, now);
  if (checked === PAGE)
    await tx`update segment_scans set cursor = ${last}, next_at = ${now}
      where segment_id = ${segment.id}`;
  else
    await tx`update segment_scans set cursor = null, passes = passes + 1, next_at = ${now + ASKED_EVERY}
      where segment_id = ${segment.id}`;
}

/**
 * Checks changed customers against every segment of their store. Rows come from triggers on events, customers,
 * consents and suppressions.
 * @returns true when there may be more
 */
export async function checkSegments(db: Database, cross: OnCrossings, now: Instant): Promise<boolean> {
  return db.asRouter(async (tx) => {
    const rows = await tx<{ id: number; workspace_id: string; customer_id: string; quiet: boolean }[]>`
      select id, workspace_id, customer_id, quiet from segment_checks
        where workspace_id = (select workspace_id from segment_checks order by id limit 1)
      order by id limit ${MOST_CHECKS} for update skip locked`;
    const [first] = rows;
    if (!first) return false;
    await enterWorkspace(tx, first.workspace_id);
    await tx`delete from segment_checks where id = any(${rows.map((row) => row.id)}::bigint[])`;
    const ids = [...new Set(rows.map((row) => row.customer_id))];
    const quiet = new Set(rows.flatMap((row) => (row.quiet ? [row.customer_id] : [])));
    const settings = await storeSettings(tx, first.workspace_id);
    for (const segment of await lockSegments(tx, first.workspace_id, null)) {
      const { crossings } = await keepMembers(tx, segment, { ids }, { settings, quiet, now });
      await cross(tx, segment, crossings, now);
    }
    return true;
  });
}

/**
 * Checks customers whom time alone may have moved: "no order for 90 days" becomes true by itself.
 * @returns true when there may be more
 */
export async function ageSegments(db: Database, cross: OnCrossings, now: Instant): Promise<boolean> {
  const due = await db.asRouter(
    (tx) => tx<{ workspace_id: string; segment_id: string; customer_id: string }[]>`
      select workspace_id, segment_id, customer_id from segment_members where check_at <= ${now}
        order by check_at limit ${MOST_CHECKS}`,
  );
  const [first] = due;
  if (!first) return false;
  const ofFirst = due.filter(({ segment_id }) => segment_id === first.segment_id);
  await db.inWorkspace(first.workspace_id, async (tx) => {
    const [segment] = await lockSegments(tx, first.workspace_id, [first.segment_id]);
    if (!segment) return;
    const ids = ofFirst.map(({ customer_id }) => customer_id);
    const settings = await storeSettings(tx, first.workspace_id);
    const { crossings } = await keepMembers(tx, segment, { ids }, { settings, quiet: NOBODY, now });
    await cross(tx, segment, crossings, now);
    // Whoever is still due was merged or erased, and is no longer checked.
    await tx`update segment_members set check_at = null
      where segment_id = ${segment.id} and customer_id = any(${ids}::uuid[]) and check_at <= ${now}`;
  });
  return true;
}

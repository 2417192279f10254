import type { segmentMembers, Row } from '@millrace/db/schema';
import { readPlan } from '@millrace/core/plans';
import { lockCustomers } from '@millrace/core/rows';
import type { Context } from '@millrace/core/verb';
import { enterWorkspace, type Database, type Tx } from '@millrace/db';
import { HOUR, type Instant } from '@millrace/base';
import type { SegmentSource } from '@millrace/flow';
import { tellEntries, type EntryEvent } from './let-in.ts';
import { FIRST_ID, type SourcePage, type SourceRow } from './source-row.ts';
import { whoMatches, type Answer } from './who-matches.ts';

/** People checked in one transaction. */
const PAGE = 500;
/**
 * How often everybody is checked, in milliseconds, because time alone changes some conditions, such as "last
 * order more than 60 days ago".
 */
const ASKED_EVERY = HOUR;
const MOST_CHECKS = 200;

/**
 * Checks everybody, page by page. The first pass only records who is in the segment, and lets these people in
 * where the marketer chose so.
 */
export const lookAtSegment: SourcePage<SegmentSource> = async (tx, context, row, source, now) => {
  const answers = await whoMatches(
    tx,
    context.workspaceId,
    source.condition,
    { after: row.cursor ?? FIRST_ID, most: PAGE },
    now,
  );
  // Customers changed only by imported history are recorded without an event, when their own check comes.
  const waiting = await tx<
    { customer_id: string }[]
  >`select distinct customer_id from segment_checks where quiet`;
  const quiet = new Set(waiting.map((one) => one.customer_id));
  await applyAnswers(
    tx,
    context,
    row,
    source,
    { answers: answers.filter(({ id }) => !quiet.has(id)), quiet: NOBODY },
    now,
  );
  if (answers.length === PAGE)
    await tx`update trigger_sources set cursor = ${answers.at(-1)!.id}, next_at = ${now}
      where flow_id = ${row.flow_id}`;
  else
    await tx`update trigger_sources set cursor = null, passes = passes + 1, looked_until = ${now},
      next_at = ${now + ASKED_EVERY} where flow_id = ${row.flow_id}`;
};

/**
 * Checks changed customers against every segment of their store. Rows come from triggers on events, customers
 * and consents.
 * @returns true when there may be more
 */
export async function checkSegments(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
): Promise<boolean> {
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
    const sources = await tx<SourceRow[]>`
      select s.* from trigger_sources s join flows f on f.id = s.flow_id
        where s.workspace_id = ${first.workspace_id} and s.type = 'segment' and f.state in ('live', 'paused')
        order by s.flow_id`;
    for (const row of sources) {
      const { source } = (await readPlan(tx, row.workspace_id, row.plan_hash)).trigger;
      if (source?.type !== 'segment') continue;
      const answers = await whoMatches(tx, row.workspace_id, source.condition, { ids }, now);
      await applyAnswers(tx, contextOf(row.workspace_id), row, source, { answers, quiet }, now);
    }
    return true;
  });
}

const NOBODY: ReadonlySet<string> = new Set();

interface Answered {
  readonly answers: readonly Answer[];
  /** Customers changed only by imported history. They are recorded and start no flow. */
  readonly quiet: ReadonlySet<string>;
}

type MemberRow = Pick<Row<typeof segmentMembers>, 'customer_id' | 'inside' | 'crossings'>;

/**
 * Locks only customers whose result changed, and checks them again under their lock, so that the later of two
 * checks decides.
 */
async function applyAnswers(
  tx: Tx,
  context: Context,
  row: SourceRow,
  source: SegmentSource,
  { answers, quiet }: Answered,
  now: Instant,
): Promise<void> {
  const members = await membersOf(
    tx,
    row,
    answers.map(({ id }) => id),
  );
  const changed = answers
    .filter(({ id, matches }) => isChange(row, members.get(id), matches))
    .map(({ id }) => id);
  if (changed.length === 0) return;
  await lockCustomers(tx, changed);
  const again = await whoMatches(tx, context.workspaceId, source.condition, { ids: changed }, now);
  const fresh = await membersOf(tx, row, changed);
  const entries: EntryEvent[] = [];
  const written: { id: string; inside: boolean; crossings: number }[] = [];
  for (const { id, matches } of again) {
    const member = fresh.get(id);
    if (!isChange(row, member, matches)) continue;
    const isFirstLook = member === undefined && row.passes === 0;
    const crossings = (member?.crossings ?? 0) + (isFirstLook ? 0 : 1);
    written.push({ id, inside: matches, crossings });
    const crossed = isFirstLook
      ? source.present && matches
      : source.crossing === (matches ? 'entered' : 'left');
    if (crossed && !quiet.has(id))
      entries.push({
        id: `segment/${row.flow_id}/${row.began_at}/${id}/${crossings}`,
        type: source.crossing === 'left' ? 'segment-left' : 'segment-entered',
        flowId: row.flow_id,
        customerId: id,
        at: now,
      });
  }
  await tx`insert into segment_members as m (workspace_id, flow_id, customer_id, inside, crossings, since)
    select ${context.workspaceId}, ${row.flow_id}, id, inside, crossings, ${now}
      from jsonb_to_recordset(${tx.json(written)}::jsonb) as r(id uuid, inside boolean, crossings int)
    on conflict (flow_id, customer_id)
      do update set inside = excluded.inside, crossings = excluded.crossings, since = excluded.since`;
  await tellEntries(tx, context, entries);
}

/** A customer never checked counts as outside. The first pass records everybody. */
function isChange(row: SourceRow, member: MemberRow | undefined, matches: boolean): boolean {
  return member ? member.inside !== matches : matches || row.passes === 0;
}

async function membersOf(tx: Tx, row: SourceRow, ids: readonly string[]): Promise<Map<string, MemberRow>> {
  const rows = await tx<MemberRow[]>`
    select customer_id, inside, crossings from segment_members
      where flow_id = ${row.flow_id} and customer_id = any(${ids as string[]}::uuid[])`;
  return new Map(rows.map((member) => [member.customer_id, member]));
}

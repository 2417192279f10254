import type { pulls, Row, Known } from '@millrace/db/schema';
import { DAY, MINUTE, type Instant } from '@millrace/base';
import type { Pull } from '@millrace/connectors';
import { newId, type Tx } from '@millrace/db';
import type { PulledConnection } from './pulled-connections.ts';

/**
 * In milliseconds. Clocks differ and new rows may be listed late, so each pull begins this much before the
 * last one ended.
 */
const OVERLAP = 10 * MINUTE;

/**
 * Creates a connection's pulls: each resource's history once, and repeated pulls of what webhooks missed.
 * Keeps those that exist.
 */
export async function planPulls(
  tx: Tx,
  { id, workspaceId }: PulledConnection,
  pull: Pull<unknown>,
  now: Instant,
): Promise<void> {
  const known = await tx<{ resource: string; kind: string; state: string; until: Instant }[]>`
    select resource, kind, state, until from pulls where connection_id = ${id}`;
  const since = pull.historyDays === null ? null : now - pull.historyDays * DAY;
  for (const [place, { id: resource, tellsChanges }] of pull.resources.entries()) {
    const history = known.find((row) => row.resource === resource && row.kind === 'history');
    if (!history)
      await tx`insert into pulls (id, workspace_id, connection_id, resource, kind, place, since, until,
        due_at)
        values (${newId()}, ${workspaceId}, ${id}, ${resource}, 'history', ${place}, ${since}, ${now}, ${now})
          on conflict do nothing`;
    else if (
      tellsChanges &&
      history.state === 'done' &&
      !known.some((row) => row.resource === resource && row.kind === 'missed')
    )
      await tx`insert into pulls (id, workspace_id, connection_id, resource, kind, place, since, until,
        due_at)
        values (${newId()}, ${workspaceId}, ${id}, ${resource}, 'missed', ${place},
          ${history.until - OVERLAP}, ${now}, ${now}) on conflict do nothing`;
  }
}

export type PullRow = Known<
  Pick<Row<typeof pulls>, 'id' | 'resource' | 'kind' | 'since' | 'until' | 'cursor' | 'tries'>,
  { kind: 'history' | 'missed' }
>;

/** How long one page may take before another worker takes the pull over, in milliseconds. */
const CLAIM = 2 * MINUTE;

/**
 * The next due pull of this connection that no worker holds. One at a time, so that the connection's pace
 * holds.
 */
export async function claimPull(tx: Tx, connectionId: string, now: Instant): Promise<PullRow | undefined> {
  const rows = await tx<(PullRow & { due_at: Instant; claimed_until: Instant | null })[]>`
    select id, resource, kind, since, until, cursor, tries, due_at, claimed_until from pulls
      where connection_id = ${connectionId} and state = 'running' and kind in ('history', 'missed')
      order by kind, place for update`;
  if (rows.some((row) => row.claimed_until !== null && row.claimed_until > now)) return undefined;
  // History has an order, customers before their orders. Pulls of missed events run at their own time.
  const history = rows.find((row) => row.kind === 'history');
  const next = [...(history ? [history] : []), ...rows.filter((row) => row.kind === 'missed')].find(
    (row) => row.due_at <= now,
  );
  if (!next) return undefined;
  // A new pull of missed events ends now; one that has begun keeps its end.
  const until = next.kind === 'missed' && next.cursor === null ? now : next.until;
  await tx`update pulls set claimed_until = ${now + CLAIM}, until = ${until} where id = ${next.id}`;
  return { ...next, until };
}

export interface PageDone {
  readonly cursor: unknown;
  readonly count: number;
  readonly skipped: readonly string[];
  readonly total: number | null;
  /** The earliest time of the next page. */
  readonly nextAt: Instant;
}

/**
 * Advances the pull in the transaction that stores its page, unless another worker has taken it over and done
 * so.
 */
export async function advancePull(
  tx: Tx,
  row: PullRow,
  pull: Pull<unknown>,
  page: PageDone,
  now: Instant,
): Promise<void> {
  const isLast = page.cursor === null;
  const rests = isLast && row.kind === 'missed';
  const state = isLast && row.kind === 'history' ? 'done' : 'running';
  const dueAt = rests ? now + pull.catchUpEveryMs : page.nextAt;
  await tx`update pulls set cursor = ${isLast ? null : tx.json(page.cursor as never)},
    done = done + ${page.count}, skipped = skipped + ${page.skipped.length},
    last_skipped = coalesce(${page.skipped[0]?.slice(0, 500) ?? null}, last_skipped),
      total = coalesce(${page.total}, total), tries = 0, problem = null, claimed_until = null,
    state = case when state = 'running' then ${state} else state end, due_at = ${dueAt},
    finished_at = ${isLast ? now : null}, since = ${rests ? row.until - OVERLAP : row.since}
      where id = ${row.id}
      and cursor is not distinct from ${row.cursor === null ? null : tx.json(row.cursor as never)}::jsonb`;
  await waitAll(tx, row, page.nextAt);
}

/** The pace belongs to the connection, so its other pulls wait as long. */
async function waitAll(tx: Tx, row: PullRow, until: Instant): Promise<void> {
  await tx`update pulls p set due_at = greatest(p.due_at, ${until}) from pulls mine
    where mine.id = ${row.id} and p.connection_id = mine.connection_id and p.id <> mine.id
    and p.state <> 'done'`;
}

const LONGEST_WAIT = 60 * MINUTE;
/** After this many failures of a page the owner has to act. */
const TRIES = 6;

/** Schedules another attempt at a page, at growing intervals. */
export async function delayPull(
  tx: Tx,
  row: PullRow,
  {
    problem,
    afterMs,
    isFinal,
    isAlone = false,
  }: {
    readonly problem: string;
    readonly afterMs: number | null;
    readonly isFinal: boolean;
    /** Whether the other pulls of the connection need not wait too. */
    readonly isAlone?: boolean;
  },
  now: Instant,
): Promise<void> {
  const wait = afterMs ?? Math.min(LONGEST_WAIT, 15_000 * 2 ** Math.min(row.tries, 10));
  const state = isFinal && row.tries + 1 >= TRIES ? 'failed' : 'running';
  await tx`update pulls set tries = tries + 1, problem = ${problem.slice(0, 500)}, claimed_until = null,
    due_at = ${now + wait}, state = case when state = 'running' then ${state} else state end
      where id = ${row.id}`;
  if (!isAlone) await waitAll(tx, row, now + (afterMs ?? 0));
}

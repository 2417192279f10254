import { everyWorkspace } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Database } from '@millrace/db';
import { FAILURES, type FailureKind } from '@millrace/connectors';
import { HOUR, MINUTE, SECOND, type Instant } from '@millrace/base';
import { probeConnection } from '../settings/test-connection.ts';
import { healthView, needsSomebody, type HealthRow } from '../connection-health/health-view.ts';
import { mailOwners, type Told } from './mail-owners.ts';
import { tellTeam } from './tell-team.ts';

/** How often a failing connection is tested, in milliseconds. */
const PROBED_EVERY = 55 * SECOND;
/** How long a failure must last before anybody is notified, in milliseconds. */
const TOLD_AFTER = MINUTE;
/** The owner gets at most one e-mail about a connection in this time, in milliseconds. */
const MAILED_EVERY = HOUR;

interface Row extends HealthRow {
  readonly id: string;
  readonly name: string;
  readonly probed_at: Instant | null;
  readonly told_at: Instant | null;
  readonly mailed_at: Instant | null;
}

/**
 * Watches failing connections: tests whether they work again, notifies the owner by e-mail through another
 * connection, and notifies them again when it is over. Several workers may run it: the first to write a step
 * takes it.
 */
export async function watchConnections(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<void> {
  for (const id of await everyWorkspace(db)) {
    const context = contextOf(id);
    const rows = await db.inWorkspace(
      id,
      (tx) => tx<Row[]>`
      select id, name, last_ok_at, last_error, last_error_at, failing_since, failure, probed_at, told_at,
        mailed_at from connections
      where disabled_at is null and (failing_since is not null or told_at is not null)`,
    );
    for (const row of rows) {
      await ask(context, row);
      await tell(context, row);
    }
  }
}

async function ask(context: Context, row: Row): Promise<void> {
  const now = context.now();
  if (row.failing_since === null || !FAILURES[row.failure as FailureKind]?.canBeProbed) return;
  const mine = await context.db.inWorkspace(
    context.workspaceId,
    (tx) =>
      tx`update connections set probed_at = ${now}
        where id = ${row.id} and (probed_at is null or probed_at <= ${now - PROBED_EVERY}) returning 1`,
  );
  if (mine.length > 0) await probeConnection(context, row.id);
}

async function tell(context: Context, seen: Row): Promise<void> {
  const now = context.now();
  const [row] = await context.db.inWorkspace(
    context.workspaceId,
    (tx) => tx<Row[]>`select * from connections where id = ${seen.id}`,
  );
  if (!row) return;
  const health = healthView(row);
  if (health.failingSince === null) {
    if (row.told_at === null) return;
    if (await claim(context, row.id, 'over', now))
      await tellEverybody(context, { id: row.id, name: row.name, health: null });
    return;
  }
  const mailedLately = row.mailed_at !== null && now - row.mailed_at < MAILED_EVERY;
  if (
    row.told_at !== null ||
    mailedLately ||
    now - health.failingSince < TOLD_AFTER ||
    !needsSomebody(health, now)
  )
    return;
  if (!(await claim(context, row.id, 'begun', now))) return;
  const sent = await tellEverybody(context, { id: row.id, name: row.name, health });
  // Nobody could be notified. Home shows the failure, and another connection may start to work.
  if (!sent)
    await context.db.inWorkspace(
      context.workspaceId,
      (tx) => tx`update connections set told_at = null, mailed_at = ${row.mailed_at} where id = ${row.id}`,
    );
}

/** Notifies owners by e-mail and the team where they chat. */
async function tellEverybody(context: Context, told: Told): Promise<boolean> {
  const mailed = await mailOwners(context, told);
  return (await tellTeam(context, told)) || mailed;
}

/** Whoever changes the row first sends the e-mail. */
async function claim(context: Context, id: string, what: 'begun' | 'over', now: Instant): Promise<boolean> {
  const rows = await context.db.inWorkspace(context.workspaceId, (tx) =>
    what === 'begun'
      ? tx`update connections set told_at = ${now}, mailed_at = ${now}
        where id = ${id} and told_at is null and failing_since is not null returning 1`
      : tx`update connections set told_at = null where id = ${id}
        and told_at is not null and failing_since is null returning 1`,
  );
  return rows.length > 0;
}

import { MINUTE, SECOND, type Instant } from '@millrace/base';
import type { ConsentNews, ConsentPush } from '@millrace/connectors';
import type { Context } from '@millrace/core/verb';
import { newId, type Database, type Tx } from '@millrace/db';
import { recordHealth } from '../connection-health/record-health.ts';
import { connectionsThat, everyWorkspace, type PulledConnection } from './pulled-connections.ts';
import { drive } from './keep-registered.ts';

/** Transactions that began earlier may still be writing rows with smaller ids. */
const SETTLED_AFTER = 10 * SECOND;
const CLAIM = 2 * MINUTE;
const LONGEST_WAIT = 60 * MINUTE;

interface Place {
  readonly id: string;
  readonly after: string;
  readonly tries: number;
}

interface Said extends Omit<ConsentNews, 'at'> {
  readonly id: string;
  readonly at: Instant;
  readonly source: string | null;
}

/**
 * Tells connected systems who agrees and who leaves here, in the order in which it was written down, from when they were
 * connected on. Where it has come to is kept; the same told twice after a crash changes nothing there.
 * @returns true when there may be more at once
 */
export async function tellConsent(
  db: Database,
  contextOf: (workspaceId: string) => Context,
): Promise<boolean> {
  let more = false;
  for (const workspaceId of await everyWorkspace(db)) {
    const context = contextOf(workspaceId);
    for (const connection of await connectionsThat(context, (kind) => kind.tellConsent !== undefined)) {
      const push = connection.kind.tellConsent;
      if (push?.isPossible(connection.config)) more = (await tell(context, connection, push)) || more;
    }
  }
  return more;
}

async function tell(
  context: Context,
  connection: PulledConnection,
  push: ConsentPush<unknown>,
): Promise<boolean> {
  const found = await context.db.inWorkspace(context.workspaceId, async (tx) => {
    const place = await claim(tx, connection, context.now());
    return place && { place, said: await saidAfter(tx, place.after, push.most, context.now()) };
  });
  if (!found) return false;
  const { place, said } = found;
  const news = said.filter((one) => one.source !== push.source);
  const end =
    news.length === 0 ? ({ result: 'told' } as const) : await drive(push.tell(connection.config, news));
  const now = context.now();
  if (end.result !== 'told') {
    await recordHealth(
      context,
      connection.id,
      end.isSignIn ? 'sign-in' : end.result === 'not-now' ? 'busy' : 'settings',
      end.reason,
    );
    const wait = Math.min(LONGEST_WAIT, 15_000 * 2 ** Math.min(place.tries, 10));
    await inWorkspace(
      context,
      (tx) =>
        tx`update pulls set tries = tries + 1, problem = ${end.reason.slice(0, 500)}, claimed_until = null, due_at = ${now + wait} where id = ${place.id}`,
    );
    return false;
  }
  if (news.length > 0) await recordHealth(context, connection.id, 'works', null);
  const last = said.at(-1)?.id ?? place.after;
  await inWorkspace(
    context,
    (tx) =>
      tx`update pulls set cursor = ${tx.json({ after: last })}, done = done + ${news.length}, tries = 0, problem = null, claimed_until = null, due_at = ${now}, finished_at = ${now} where id = ${place.id}`,
  );
  return said.length === push.most;
}

const inWorkspace = (context: Context, run: (tx: Tx) => Promise<unknown>) =>
  context.db.inWorkspace(context.workspaceId, run);

/** What was said before it was connected is history, and is not told: the other system has its own. */
async function claim(
  tx: Tx,
  { id, workspaceId }: PulledConnection,
  now: Instant,
): Promise<Place | undefined> {
  const begun = await tx`
    insert into pulls (id, workspace_id, connection_id, resource, kind, place, until, cursor, due_at)
    select ${newId()}, ${workspaceId}, ${id}, 'consents', 'told', 0, ${now}, jsonb_build_object('after', coalesce((select max(h.id::text) from consent_history h), ${NOTHING}::text)), ${now}
    where not exists (select from pulls where connection_id = ${id} and resource = 'consents' and kind = 'told') on conflict do nothing returning 1`;
  if (begun.length > 0) return undefined;
  const [row] = await tx<Place[]>`
    update pulls set claimed_until = ${now + CLAIM} where connection_id = ${id} and resource = 'consents' and kind = 'told' and state = 'running' and due_at <= ${now} and (claimed_until is null or claimed_until <= ${now})
    returning id, cursor->>'after' as after, tries`;
  return row;
}

const NOTHING = '00000000-0000-0000-0000-000000000000';

/** The words of people who are still known, oldest first; of somebody erased nothing is told. */
async function saidAfter(tx: Tx, after: string, most: number, now: Instant): Promise<readonly Said[]> {
  return tx<Said[]>`
    select h.id, h.channel, h.state, h.source, h.at, coalesce(h.address, c.email) as email, c.phone from consent_history h join customers c on c.id = h.customer_id
    where h.id > ${after} and h.state in ('subscribed', 'unsubscribed') and c.erased_at is null and uuid_extract_timestamp(h.id) < ${new Date(Math.max(now, Date.now()) - SETTLED_AFTER).toISOString()}::timestamptz
    order by h.id limit ${most}`;
}

import type { Database } from '@millrace/db';

/** The router listens here for new events. */
export const EVENTS_CHANNEL = 'millrace_events';
const PAUSE = 80;

const announcing = new WeakSet<Database>();

/**
 * Tells the router, a moment later and once for all that came meanwhile, that events wait. Not within the transaction that
 * stored them: PostgreSQL lets transactions with a NOTIFY commit only one after the other (src/backend/commands/async.c), and
 * a busy endpoint would wait in that line. Should the word be lost, the router looks by itself each second.
 */
export function announceEvents(db: Database): void {
  if (announcing.has(db)) return;
  announcing.add(db);
  setTimeout(() => {
    announcing.delete(db);
    db.sql`select pg_notify(${EVENTS_CHANNEL}, '')`.catch(() => undefined);
  }, PAUSE).unref();
}

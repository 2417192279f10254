import type { Database } from '@millrace/db';

/** The router listens here for new events. */
export const EVENTS_CHANNEL = 'millrace_events';
const PAUSE = 80;

const announcing = new WeakSet<Database>();

/**
 * Notifies the router that events wait: a moment later, and once for everything that came in between. Not
 * within the transaction that stored them, because PostgreSQL commits transactions with a NOTIFY one after
 * another (src/backend/commands/async.c), which would slow down a busy endpoint. Should a notification be
 * lost, the router checks the queue every second.
 */
export function announceEvents(db: Database): void {
  if (announcing.has(db)) return;
  announcing.add(db);
  setTimeout(() => {
    announcing.delete(db);
    db.sql`select pg_notify(${EVENTS_CHANNEL}, '')`.catch(() => undefined);
  }, PAUSE).unref();
}

import type { Database, Tx } from '@millrace/db';
import { announceEvents } from './announce.ts';
import { Gatherer, type GathererOptions } from './gather.ts';

/** Keeps one gatherer for each connection pool, because one transaction cannot span two databases. */
export function gathererPerDatabase<Item, Result>(
  options: GathererOptions<Item>,
): (db: Database) => Gatherer<Item, Result> {
  const gatherers = new WeakMap<Database, Gatherer<Item, Result>>();
  return (db) => {
    const gatherer = gatherers.get(db) ?? new Gatherer<Item, Result>(options);
    gatherers.set(db, gatherer);
    return gatherer;
  };
}

/** Stores what an endpoint received in one transaction, and notifies the router after the commit. */
export async function storeAtEndpoint<Result>(
  db: Database,
  workspaceId: string,
  store: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const stored = await db.inWorkspaceByKey(workspaceId, store);
  announceEvents(db);
  return stored;
}

import type { Database, Tx } from '@millrace/db';
import { announceEvents } from './announce.ts';
import { Gatherer, type GathererOptions } from './gather.ts';

/** A gatherer for each pool of connections: what goes to two databases never goes together. */
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

/** Stores what came to an endpoint in one transaction, and tells the router when it is over. */
export async function storeAtEndpoint<Result>(
  db: Database,
  workspaceId: string,
  store: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  const stored = await db.inWorkspaceByKey(workspaceId, store);
  announceEvents(db);
  return stored;
}

import { connect, newId, type Database, type Tx } from '@millrace/db';
import type { Actor, Context } from '../verb/index.ts';

/** A database with some workspaces and nothing in them, for what stands below verbs and services. */
export interface SmallWorld {
  readonly db: Database;
  readonly context: Context;
  /** The same workspace, called by somebody else. */
  as(actor: Partial<Actor>): Context;
  /** Another workspace of the same database. */
  other(): Promise<Context>;
  in<Result>(run: (tx: Tx) => Promise<Result>, workspaceId?: string): Promise<Result>;
  close(): Promise<void>;
}

export const NOW = Date.UTC(2026, 5, 10, 12);

/** @param database as `createTestDatabase` makes it; given up when the world is closed */
export async function smallWorld(
  database: { readonly url: string; drop(): Promise<void> },
  settings: Record<string, unknown> = {},
): Promise<SmallWorld> {
  const db = connect(database.url, { max: 6 });
  const contextOf = (workspaceId: string): Context => ({
    workspaceId,
    actor: { type: 'person', id: newId(), name: 'Ann', permissions: 'all' },
    db,
    now: () => NOW,
    secret: Buffer.alloc(32, 7),
    publicUrl: 'https://millrace.test',
  });
  const make = async (): Promise<Context> => {
    const workspaceId = newId();
    await db.inWorkspace(
      workspaceId,
      (tx) =>
        tx`insert into workspaces (workspace_id, name, currency, zone, url, settings) values (${workspaceId}, 'Shop', 'EUR', 'Europe/Berlin', 'https://shop.test', ${tx.json(settings as never)})`,
    );
    return contextOf(workspaceId);
  };
  const context = await make();
  return {
    db,
    context,
    as: (actor) => ({ ...context, actor: { ...context.actor, ...actor } }),
    other: make,
    in: (run, workspaceId = context.workspaceId) => db.inWorkspace(workspaceId, run),
    async close() {
      await db.close();
      await database.drop();
    },
  };
}

import { closeRenderPool } from '@millrace/content/pool';
import type { Actor, Context } from '@millrace/core/verb';
import { connect, type Database } from '@millrace/db';
import { readConfiguration, type Configuration } from './configuration.ts';

/** What this process has of the world: one pool, one secret, one address. */
export interface World {
  readonly configuration: Configuration;
  readonly db: Database;
}

// The development server loads modules anew with each change: the pool must not be opened again with them.
const place = globalThis as unknown as { millraceWorld?: World };

/** @throws ConfigurationError the first time, when a setting is missing or wrong */
export function world(): World {
  return (place.millraceWorld ??= openWorld(readConfiguration(process.env)));
}

/** So long a request waits for the database in all, milliseconds. */
export const PATIENCE = 3_000;

function openWorld(configuration: Configuration): World {
  // Whoever asks is answered within five seconds, with or without a database.
  return {
    configuration,
    db: connect(configuration.databaseUrl, { max: configuration.pool, patience: PATIENCE, silence: 2_500 }),
  };
}

/** Tests bring a world of their own. */
export function settleIn(configuration: Configuration): World {
  return (place.millraceWorld = openWorld(configuration));
}

export async function closeWorld(): Promise<void> {
  const open = place.millraceWorld;
  delete place.millraceWorld;
  await Promise.all([open?.db.close(), closeRenderPool()]);
}

/** What a verb is given when this caller acts in this workspace. */
export function contextOf(workspaceId: string, actor: Actor): Context {
  const { db, configuration } = world();
  return {
    workspaceId,
    actor,
    db,
    now: Date.now,
    secret: configuration.secret,
    publicUrl: configuration.publicUrl,
  };
}

/** What comes in by a link or a webhook acts for nobody in particular; its signature was its permission. */
export const contextOfVisitor = (workspaceId: string): Context =>
  contextOf(workspaceId, {
    type: 'webhook',
    id: null,
    name: 'Visitor',
    permissions: new Set(['events:write']),
  });

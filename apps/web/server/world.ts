import { closeRenderPool } from '@millrace/content/pool';
import type { Actor, Context } from '@millrace/core/verb';
import { connect, type Database } from '@millrace/db';
import { readConfiguration, type Configuration } from './configuration.ts';

/** The resources of this process: database pool, secret and configuration. */
export interface World {
  readonly configuration: Configuration;
  readonly db: Database;
}

// The development server reloads modules on each change. A global keeps the pool open across reloads.
const place = globalThis as unknown as { millraceWorld?: World };

/** The resources, opened on first use. @throws ConfigurationError if a setting is missing or invalid */
export function world(): World {
  return (place.millraceWorld ??= openWorld(readConfiguration(process.env)));
}

/** Most milliseconds that a request waits for the database in total. */
export const PATIENCE = 3_000;

function openWorld(configuration: Configuration): World {
  // Every request gets a response within five seconds, with or without a database.
  return {
    configuration,
    db: connect(configuration.databaseUrl, { max: configuration.pool, patience: PATIENCE, silence: 2_500 }),
  };
}

/** Replaces the resources, for tests. */
export function settleIn(configuration: Configuration): World {
  return (place.millraceWorld = openWorld(configuration));
}

export async function closeWorld(): Promise<void> {
  const open = place.millraceWorld;
  delete place.millraceWorld;
  await Promise.all([open?.db.close(), closeRenderPool()]);
}

/** The context of a verb for a caller in a workspace. */
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

/** The context for visits by links and webhooks, which have no user. Their signature is their permission. */
export const contextOfVisitor = (workspaceId: string): Context =>
  contextOf(workspaceId, {
    type: 'webhook',
    id: null,
    name: 'Visitor',
    permissions: new Set(['events:write']),
  });

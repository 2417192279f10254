import { openPool, type OpenPool } from '@millrace/db';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { world } from '../world.ts';
import * as tables from './tables.ts';

export type AuthDatabase = PostgresJsDatabase<typeof tables>;

interface Opened {
  readonly url: string;
  readonly pool: OpenPool;
  readonly database: AuthDatabase;
}

const place = globalThis as unknown as { millraceAuthDatabase?: Opened };

/** Opens the database as the role of sign-in, which may only access the schema `auth`. */
export function openAuthDatabase(url: string): Opened {
  const pool = openPool(url, { max: 4, name: 'millrace-sign-in', silence: 2_500 });
  return { url, pool, database: drizzle(pool.sql, { schema: tables }) };
}

export const authDatabase = (): AuthDatabase => opened().database;

/** The connections of that role. */
export const authSession = (): OpenPool['sql'] => opened().pool.sql;

function opened(): Opened {
  const url = world().configuration.authDatabaseUrl;
  if (place.millraceAuthDatabase?.url !== url) place.millraceAuthDatabase = openAuthDatabase(url);
  return place.millraceAuthDatabase;
}

export async function closeAuthDatabase(): Promise<void> {
  const open = place.millraceAuthDatabase;
  delete place.millraceAuthDatabase;
  await open?.pool.close();
}

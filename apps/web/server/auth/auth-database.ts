import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { world } from '../world.ts';
import * as tables from './tables.ts';

export type AuthDatabase = PostgresJsDatabase<typeof tables>;

interface Opened {
  readonly url: string;
  readonly sql: postgres.Sql;
  readonly database: AuthDatabase;
}

const place = globalThis as unknown as { millraceAuthDatabase?: Opened };

/** Sign-in works as a role that sees the schema `auth` and nothing else. */
export function openAuthDatabase(url: string): Opened {
  const sql = postgres(url, {
    max: 4,
    onnotice: () => undefined,
    idle_timeout: 60,
    connect_timeout: 10,
    connection: { application_name: 'millrace-sign-in', role: 'millrace_auth', timezone: 'UTC' } as Record<string, string>,
  });
  return { url, sql, database: drizzle(sql, { schema: tables }) };
}

export function authDatabase(): AuthDatabase {
  const url = world().configuration.databaseUrl;
  if (place.millraceAuthDatabase?.url !== url) place.millraceAuthDatabase = openAuthDatabase(url);
  return place.millraceAuthDatabase.database;
}

export async function closeAuthDatabase(): Promise<void> {
  const open = place.millraceAuthDatabase;
  delete place.millraceAuthDatabase;
  await open?.sql.end({ timeout: 2 });
}

import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { StartProblem } from '@millrace/base';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { openDriver } from './driver.ts';

const ours = join(dirname(fileURLToPath(import.meta.url)), 'migrations');
/** An arbitrary number, the same for every process that migrates: the second waits for the first. */
const MIGRATION_LOCK = 726_391;

/**
 * Migrates a database to this release. Safe to call from several processes at once and on every start.
 * @param url of a role that may create tables and roles
 * @param folder of migrations; tests pass those of an earlier release
 * @throws StartProblem database-newer when a newer release created the database
 */
export async function migrate(url: string, folder = ours): Promise<void> {
  const sql = openDriver(url, { max: 1 });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const newest = newestOf(JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as Journal);
    const [known] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
    const [last] = known?.['name']
      ? await sql`select max(created_at)::float8 as at from drizzle.__drizzle_migrations`
      : [];
    const at = Number(last?.['at'] ?? 0);
    if (at > newest) throw new StartProblem('database-newer');
    if (at < newest)
      await withRowsInSight(sql, () => runMigrations(drizzle(sql), { migrationsFolder: folder }));
  } finally {
    await sql.end({ timeout: 5 });
  }
}

interface Journal {
  readonly entries: readonly { readonly when: number }[];
}
const newestOf = (journal: Journal) => Math.max(...journal.entries.map((entry) => entry.when));

/**
 * Policies apply to the owner of the tables too. An owner that is a plain role (of a managed Postgres) would
 * silently change no rows in a migration, so this switches that off while the migrations run.
 */
async function withRowsInSight(sql: postgres.Sql, work: () => Promise<void>): Promise<void> {
  const [me] = await sql<
    { sees: boolean }[]
  >`select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`;
  try {
    if (!me?.sees) await setForce(sql, false);
    await work();
  } finally {
    // For all tables, so that after a killed migration the next one closes every table again.
    await setForce(sql, true);
  }
}

async function setForce(sql: postgres.Sql, force: boolean): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity
      and relforcerowsecurity <> ${force}`;
  for (const { name } of tables)
    await sql.unsafe(`alter table ${name} ${force ? '' : 'no '}force row level security`);
}

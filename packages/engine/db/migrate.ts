import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { StartProblem } from '@millrace/base';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import type postgres from 'postgres';
import { openDriver } from './driver.ts';

const ours = join(dirname(fileURLToPath(import.meta.url)), 'migrations');
/** Any number, the same for everybody who migrates: the second one waits for the first. */
const MIGRATION_LOCK = 726_391;

/**
 * Brings a database forward to this release. Safe to call from several processes at once and on every start.
 * @param url of a role that may create tables and roles
 * @param folder of migrations: those of an earlier release, in tests
 * @throws StartProblem database-newer when the database was made by a newer release
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
 * Policies bind the owner of the tables too, and an owner that is a plain role (of a managed Postgres) would change no rows in a
 * migration, and nobody would notice. For as long as it takes they don't.
 */
async function withRowsInSight(sql: postgres.Sql, work: () => Promise<void>): Promise<void> {
  const [me] = await sql<
    { sees: boolean }[]
  >`select rolsuper or rolbypassrls as sees from pg_roles where rolname = current_user`;
  try {
    if (!me?.sees) await setForce(sql, false);
    await work();
  } finally {
    // Of all, so that a migration that was killed leaves no table open for longer than to the next one.
    await setForce(sql, true);
  }
}

async function setForce(sql: postgres.Sql, force: boolean): Promise<void> {
  const tables = await sql<{ name: string }[]>`
    select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity and relforcerowsecurity <> ${force}`;
  for (const { name } of tables)
    await sql.unsafe(`alter table ${name} ${force ? '' : 'no '}force row level security`);
}

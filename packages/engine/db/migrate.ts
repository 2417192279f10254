import { fileURLToPath } from 'node:url';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'migrations');
/** Any number, the same for everybody who migrates: the second one waits for the first. */
const MIGRATION_LOCK = 726_391;

/**
 * Brings a database forward to this release. Safe to call from several processes at once and on every start.
 * @param url of a role that may create tables and roles
 * @throws Error when the database was made by a newer release
 */
export async function migrate(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8')) as { entries: { when: number }[] };
    const [known] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
    if (known?.['name']) {
      const [last] = await sql`select max(created_at)::float8 as at from drizzle.__drizzle_migrations`;
      const newest = Math.max(...journal.entries.map((entry) => entry.when));
      if (Number(last?.['at'] ?? 0) > newest) {
        throw new Error('The database was made by a newer Millrace. Start that one, or restore a backup made before the update.');
      }
    }
    await runMigrations(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await sql.end({ timeout: 5 });
  }
}

if (process.argv[1] && import.meta.url.endsWith(process.argv[1].split('/').slice(-2).join('/'))) {
  const url = process.env['DATABASE_URL'];
  if (!url) {
    console.error('DATABASE_URL is not set.');
    process.exit(1);
  }
  migrate(url).catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  });
}

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';

const all = fileURLToPath(new URL('../migrations', import.meta.url));

/**
 * Migrates an empty database to the state before the migration of this number.
 * @returns a connection as the owner, to fill the database as that release would have; the caller must end it
 */
export async function earlierRelease(url: string, before: number): Promise<postgres.Sql> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-migrations-'));
  // A separate client, because the migrator changes how values are written.
  const migrator = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    cpSync(all, folder, { recursive: true });
    const journal = JSON.parse(readFileSync(join(all, 'meta/_journal.json'), 'utf8')) as {
      entries: { idx: number }[];
    };
    const entries = journal.entries.filter((entry) => entry.idx < before);
    writeFileSync(join(folder, 'meta/_journal.json'), JSON.stringify({ ...journal, entries }));
    await migrate(drizzle(migrator), { migrationsFolder: folder });
  } finally {
    await migrator.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return postgres(url, { max: 1, onnotice: () => undefined });
}

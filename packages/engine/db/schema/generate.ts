import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import * as schema from './index.ts';

type Snapshot = ReturnType<typeof generateDrizzleJson>;

interface Journal {
  readonly entries: readonly {
    readonly idx: number;
    readonly version: string;
    readonly when: number;
    readonly tag: string;
  }[];
}

const migrations = join(dirname(fileURLToPath(import.meta.url)), '../migrations');
const snapshotFile = join(migrations, 'meta/snapshot.json');
const journalFile = join(migrations, 'meta/_journal.json');
/** Times in the journal only need to rise. */
const FIRST = 1_795_000_000_000;
const STEP = 1_000;

/** The present schema. */
const current = (): Snapshot => generateDrizzleJson(schema);

/** Statements that create a database from the schema alone, as far as Drizzle can express it. */
export const statementsForAll = (): Promise<string[]> =>
  generateMigration(generateDrizzleJson({}), current());

/** Changes of the schema since the last generated migration. */
export async function statementsSince(): Promise<string[]> {
  return generateMigration(JSON.parse(readFileSync(snapshotFile, 'utf8')) as Snapshot, current());
}

/** Stores the present schema as the starting point of the next migration. */
export const keepSnapshot = (): void =>
  writeFileSync(snapshotFile, `${JSON.stringify(current(), null, 1)}\n`);

/**
 * Writes the migration from the last snapshot to the schema, for its author to read, complete and commit.
 * @param title part of the file name: `shorter_links`
 * @returns the file name; null when nothing has changed
 */
export async function writeMigration(title: string): Promise<string | null> {
  const statements = await statementsSince();
  keepSnapshot();
  if (statements.length === 0) return null;
  const journal = JSON.parse(readFileSync(journalFile, 'utf8')) as Journal;
  const idx = Math.max(...journal.entries.map((entry) => entry.idx)) + 1;
  const tag = `${String(idx).padStart(4, '0')}_${title}`;
  const makesTable = statements.some((statement) => /^create table/i.test(statement.trim()));
  const all = [
    ...statements.map((statement) => statement.trim()),
    ...(makesTable ? ['select enforce_workspaces();'] : []),
  ];
  writeFileSync(join(migrations, `${tag}.sql`), `${all.join('\n')}\n`);
  const entry = { ...journal.entries.at(-1), idx, when: FIRST + idx * STEP, tag };
  writeFileSync(
    journalFile,
    `${JSON.stringify({ ...journal, entries: [...journal.entries, entry] }, null, 2)}\n`,
  );
  return `${tag}.sql`;
}

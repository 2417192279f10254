import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root } from '../start/options.mjs';
import { readStatements, type Statement } from './read-statements.ts';

let database: TestDatabase;
let sql: postgres.Sql;
let statements: (Statement & { readonly described: Described | null; readonly problem: string | null })[];
beforeAll(async () => {
  database = await createTestDatabase();
  sql = postgres(database.ownerUrl, { max: 1, onnotice: () => undefined });
  statements = [];
  for (const statement of sources().flatMap((file) => readStatements(join(root, file), file)))
    statements.push({ ...statement, ...(await prepared(statement)) });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

type Described = Awaited<ReturnType<ReturnType<postgres.Sql['unsafe']>['describe']>>;

/** Postgres's description of each statement, read once for all tests. */
async function prepared({
  text,
  unread,
}: Statement): Promise<{ readonly described: Described | null; readonly problem: string | null }> {
  if (unread !== null) return { described: null, problem: unread };
  try {
    return { described: await sql.unsafe(text).describe(), problem: null };
  } catch (error) {
    return { described: null, problem: (error as Error).message };
  }
}

/** Every source of the product that may use the database. */
function sources(): string[] {
  return ['packages/engine', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((file) => join(folder, file))
      .filter(
        (file) => /\.tsx?$/.test(file) && !/node_modules|\.next|dist\/|testing\/|\.test\.tsx?$/.test(file),
      ),
  );
}

/** Files with statements that use a fragment of another file or a computed column. Other tests run these. */
const ELSEWHERE: Readonly<Record<string, number>> = {
  'packages/engine/services/customers/timeline.ts': 1,
  'packages/engine/run/intake/join-pairs.ts': 2,
  'packages/engine/run/intake/merge-customers.ts': 1,
  'packages/engine/run/intake/repoint-enrolments.ts': 1,
  'packages/engine/run/messages/change-status.ts': 1,
  'packages/engine/run/values/value-queries.ts': 5,
};

/** The driver's type for a column (`packages/engine/db/connect.ts`), by the type's number in Postgres. */
const KINDS: Readonly<Record<number, string>> = {
  16: 'boolean',
  20: 'number',
  21: 'number',
  23: 'number',
  25: 'string',
  700: 'number',
  701: 'number',
  1184: 'instant',
  1700: 'number',
  2950: 'string',
};
const FITS: Readonly<Record<string, readonly string[]>> = {
  string: ['string'],
  number: ['number', 'instant'],
  boolean: ['boolean'],
  Instant: ['number', 'instant'],
};

test("Postgres accepts every statement in the code with this release's tables", async () => {
  const wrong: string[] = [];
  const elsewhere: Record<string, number> = {};
  for (const { file, line, problem } of statements) {
    if (problem === null) continue;
    elsewhere[file] = (elsewhere[file] ?? 0) + 1;
    if (!ELSEWHERE[file]) wrong.push(`${file}:${line}: ${problem}`);
  }
  expect(wrong).toEqual([]);
  expect(elsewhere).toEqual(ELSEWHERE);
  expect(statements.length).toBeGreaterThan(500);
});

test('each statement returns the columns that the code expects, by name and type', async () => {
  const wrong: string[] = [];
  let compared = 0;
  for (const { file, line, columns, described } of statements) {
    if (columns === null || described === null || ELSEWHERE[file]) continue;
    const types = new Map(described.columns.map(({ name, type }) => [name, type]));
    for (const { name, type, optional } of columns) {
      const comes = types.get(name);
      if (comes === undefined && optional) continue;
      if (comes === undefined) wrong.push(`${file}:${line}: no column ${name} comes`);
      else if (type !== null && KINDS[comes] && !FITS[type]!.includes(KINDS[comes]))
        wrong.push(
          `${file}:${line}: ${name} comes as ${KINDS[comes]} (type ${comes}), and the code says ${type}`,
        );
    }
    compared += 1;
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(380);
});

import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { withFiles } from '@millrace/db';
import { hashPassword } from 'better-auth/crypto';
import { connect, newId } from '@millrace/db';
import { eq, sql as drizzleSql } from 'drizzle-orm';
import { openAuthDatabase, type AuthDatabase } from './auth-database.ts';
import { dropOneTimeLinks, setPassword } from './one-time-link.ts';
import * as tables from './tables.ts';

const HELP = `Sets a new password for a user who cannot sign in.

  npm run reset-password -- ann@example.com

Postgres has to be running. It is found by DATABASE_AUTH_URL or DATABASE_URL, or else in the data folder that npm start uses
(MILLRACE_DATA, .data).
`;

/** Address of the installation's Postgres, or null. */
function databaseUrl(): string | null {
  const environment = withFiles(process.env);
  const given = environment['DATABASE_AUTH_URL'] || environment['DATABASE_URL'];
  if (given) return given;
  const file = join(process.env['MILLRACE_DATA'] ?? '.data', 'secrets.json');
  if (!existsSync(file)) return null;
  const { databasePasswords, ports } = JSON.parse(readFileSync(file, 'utf8')) as {
    databasePasswords?: { auth?: string };
    ports?: { postgres?: number };
  };
  return databasePasswords?.auth && ports?.postgres
    ? `postgres://millrace_auth_login:${databasePasswords.auth}@127.0.0.1:${ports.postgres}/millrace`
    : null;
}

async function main(): Promise<number> {
  const email = process.argv[2]?.trim().toLowerCase();
  if (!email || email.startsWith('-')) {
    process.stdout.write(HELP);
    return email ? 0 : 1;
  }
  const url = databaseUrl();
  if (!url) {
    process.stderr.write(
      'No database was found. Set DATABASE_AUTH_URL, or run this where npm start was run.\n',
    );
    return 1;
  }
  const { pool, database } = openAuthDatabase(url);
  try {
    const [person] = await database
      .select({ id: tables.user.id })
      .from(tables.user)
      .where(eq(tables.user.email, email))
      .limit(1);
    if (!person) {
      const people = await database.select({ email: tables.user.email }).from(tables.user).limit(20);
      process.stderr.write(
        `No account has the e-mail ${email}. ${people.length > 0 ? `Accounts: ${people.map((row) => row.email).join(', ')}` : 'There are no accounts yet.'}\n`,
      );
      return 1;
    }
    const password = randomBytes(12).toString('base64url');
    const hashed = await hashPassword(password);
    await database.transaction(async (tx) => {
      await setPassword(tx, person.id, hashed);
      await dropOneTimeLinks(tx, person.id);
      // Clears all limits, so that guessing at the account does not lock out its owner.
      await tx.execute(drizzleSql`delete from auth.limits`);
    });
    await writeDown(url, database, person.id);
    process.stdout.write(
      `New password of ${email}: ${password}\nAll sessions of this user are signed out.\n`,
    );
    return 0;
  } finally {
    await pool.close();
  }
}

/** Writes the change into the audit log of each workspace of the user. */
async function writeDown(url: string, database: AuthDatabase, userId: string): Promise<void> {
  const { member } = tables;
  const workspaces = await database
    .select({ id: member.organizationId })
    .from(member)
    .where(eq(member.userId, userId));
  const db = connect(url, { max: 1 });
  try {
    for (const { id } of workspaces)
      await db.inWorkspace(
        id,
        (tx) => tx`insert into audit_log
            (id, workspace_id, actor_type, actor_name, action, subject_type, subject_id, summary)
          values (${newId()}, ${id}, 'set-up', 'npm run reset-password', 'password-changed', 'person',
            ${userId}, 'Set a new password on the server; every session ended')`,
      );
  } finally {
    await db.close();
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(
      `The database did not answer: ${error instanceof Error ? ((error as { code?: string }).code ?? error.name) : 'unknown'}\n`,
    );
    process.exit(1);
  },
);

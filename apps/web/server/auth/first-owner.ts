import { newId } from '@millrace/db';
import { hashPassword } from 'better-auth/crypto';
import { sql } from 'drizzle-orm';
import { world } from '../world.ts';
import { authDatabase, type AuthDatabase } from './auth-database.ts';
import * as tables from './tables.ts';

/** Key of the advisory lock that web processes take at start. Any number unique to this use. */
const TURN = 7_231_846;

/**
 * Creates the first owner's account from the installation's settings, if there is no account yet. Safe with several web
 * processes.
 * @returns whether the account was created now
 */
export async function ensureFirstOwner(): Promise<boolean> {
  const { db, configuration } = world();
  const { firstOwner } = configuration;
  if (!firstOwner) return false;
  const [known] = await db.asRouter(
    (tx) => tx<{ workspace_id: string }[]>`select workspace_id from known_workspaces() limit 1`,
  );
  if (!known) return false;
  const [workspace] = await db.inWorkspace(
    known.workspace_id,
    (tx) => tx<{ workspace_id: string; name: string }[]>`select workspace_id, name from workspaces`,
  );
  if (!workspace) return false;
  const database = authDatabase();
  const [anybody] = await database.select({ id: tables.user.id }).from(tables.user).limit(1);
  if (anybody) return false;
  const hashed = await hashPassword(firstOwner.password);
  return database.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${TURN})`);
    const [somebody] = await tx.select({ id: tables.user.id }).from(tables.user).limit(1);
    if (somebody) return false;
    await tx
      .insert(tables.organization)
      .values({ id: workspace.workspace_id, name: workspace.name, slug: workspace.workspace_id })
      .onConflictDoNothing();
    await addPerson(tx, {
      workspaceId: workspace.workspace_id,
      email: firstOwner.email,
      name: nameFrom(firstOwner.email),
      role: 'owner',
      hashedPassword: hashed,
    });
    return true;
  });
}

export interface NewPerson {
  readonly workspaceId: string;
  readonly email: string;
  readonly name: string;
  readonly role: string;
  /** Null until a password is chosen. */
  readonly hashedPassword: string | null;
}

/** Adds a user with a role in a workspace. @returns the user's id */
export async function addPerson(
  tx: Pick<AuthDatabase, 'insert'>,
  { workspaceId, email, name, role, hashedPassword }: NewPerson,
): Promise<string> {
  const id = newId();
  await tx.insert(tables.user).values({ id, name, email: email.toLowerCase(), emailVerified: true });
  await tx
    .insert(tables.account)
    .values({ id: newId(), accountId: id, providerId: 'credential', userId: id, password: hashedPassword });
  await tx.insert(tables.member).values({ id: newId(), organizationId: workspaceId, userId: id, role });
  return id;
}

/** A first name for an account, from its e-mail address: `ann.berg@example.com` becomes "Ann Berg". */
export function nameFrom(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._+-]+/).filter(Boolean);
  return words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join(' ') || email;
}

import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@millrace/db';
import { hashPassword } from 'better-auth/crypto';
import { and, eq, gt, like, lt, or } from 'drizzle-orm';
import { world } from '../world.ts';
import { authDatabase, type AuthDatabase } from './auth-database.ts';
import * as tables from './tables.ts';

const VALID_FOR = 7 * 24 * 60 * 60 * 1000;
const PREFIX = 'one-time-link/';
const hidden = (token: string) => createHash('sha256').update(token).digest('base64url');

/** Creates a link to choose a password once, within a week. Only its hash is stored. Earlier links of the user stop working. */
export async function makeOneTimeLink(
  tx: Pick<AuthDatabase, 'insert' | 'delete'>,
  userId: string,
): Promise<{ readonly link: string; readonly expiresAt: number }> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = Date.now() + VALID_FOR;
  await dropOneTimeLinks(tx, userId);
  await tx.insert(tables.verification).values({
    id: newId(),
    identifier: PREFIX + userId,
    value: hidden(token),
    expiresAt: new Date(expiresAt),
  });
  return { link: `${world().configuration.publicUrl}/join/${token}`, expiresAt };
}

/** Deletes all links of a user, and expired links of others. */
export async function dropOneTimeLinks(tx: Pick<AuthDatabase, 'delete'>, userId: string): Promise<void> {
  await tx
    .delete(tables.verification)
    .where(
      or(
        eq(tables.verification.identifier, PREFIX + userId),
        and(
          like(tables.verification.identifier, `${PREFIX}%`),
          lt(tables.verification.expiresAt, new Date()),
        ),
      ),
    );
}

/** The user of a link; null if it was used, replaced or has expired. */
export async function holderOfLink(
  token: string,
): Promise<{ readonly userId: string; readonly email: string } | null> {
  const [row] = await authDatabase()
    .select({ identifier: tables.verification.identifier })
    .from(tables.verification)
    .where(
      and(
        eq(tables.verification.value, hidden(token)),
        like(tables.verification.identifier, `${PREFIX}%`),
        gt(tables.verification.expiresAt, new Date()),
      ),
    )
    .limit(1);
  if (!row) return null;
  const userId = row.identifier.slice(PREFIX.length);
  const [person] = await authDatabase()
    .select({ email: tables.user.email })
    .from(tables.user)
    .where(eq(tables.user.id, userId))
    .limit(1);
  return person ? { userId, email: person.email } : null;
}

/** Sets the password and uses up the link. @returns the user's id; null if the link was used before */
export async function choosePassword(token: string, password: string): Promise<string | null> {
  const hashed = await hashPassword(password);
  return authDatabase().transaction(async (tx) => {
    const [used] = await tx
      .delete(tables.verification)
      .where(and(eq(tables.verification.value, hidden(token)), gt(tables.verification.expiresAt, new Date())))
      .returning({ identifier: tables.verification.identifier });
    if (!used?.identifier.startsWith(PREFIX)) return null;
    const userId = used.identifier.slice(PREFIX.length);
    await setPassword(tx, userId, hashed);
    return userId;
  });
}

/** Sets a password and ends all sessions of the user. */
export async function setPassword(
  tx: Pick<AuthDatabase, 'update' | 'delete'>,
  userId: string,
  hashed: string,
): Promise<void> {
  await tx
    .update(tables.account)
    .set({ password: hashed, updatedAt: new Date() })
    .where(and(eq(tables.account.userId, userId), eq(tables.account.providerId, 'credential')));
  await tx.delete(tables.session).where(eq(tables.session.userId, userId));
}

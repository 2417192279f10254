import { eq } from 'drizzle-orm';
import { writeAudit, type Actor } from '@millrace/core/verb';
import { contextOf } from '../world.ts';
import { authDatabase } from './auth-database.ts';
import * as tables from './tables.ts';

/** Writes a change of password into the audit log of each workspace of the user. */
export async function auditPassword(userId: string, summary: string): Promise<void> {
  const { member, user } = tables;
  const rows = await authDatabase()
    .select({ workspaceId: member.organizationId, name: user.name })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .where(eq(member.userId, userId));
  for (const { workspaceId, name } of rows) {
    const actor: Actor = { type: 'person', id: userId, name, permissions: new Set() };
    const context = contextOf(workspaceId, actor);
    await context.db.inWorkspace(workspaceId, (tx) =>
      writeAudit(tx, context, 'password-changed', { subject: { type: 'person', id: userId }, summary }),
    );
  }
}

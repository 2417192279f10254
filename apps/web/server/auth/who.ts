import { and, eq } from 'drizzle-orm';
import { ROLES, type Actor, type Permission, type Role } from '@millrace/core/verb';
import { permissionsOfRole, readStore } from '@millrace/services/settings';
import type { Viewer } from '../viewer.ts';
import { contextOf, world } from '../world.ts';
import { authDatabase } from './auth-database.ts';
import { signIn } from './sign-in.ts';
import * as tables from './tables.ts';

/** A signed-in user in the current workspace. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** The role's permissions in this workspace, as of now. */
  readonly permissions: ReadonlySet<Permission>;
  readonly sessionId: string;
}

const roleOf = (text: string): Role => ROLES.find((role) => role === text) ?? 'viewer';

/** The signed-in user of a request; null without a session or without a workspace. */
export async function whoIs(headers: Headers): Promise<Person | null> {
  if (!headers.get('cookie')?.includes('millrace.')) return null;
  const found = await signIn().api.getSession({ headers });
  if (!found) return null;
  const { user, session } = found;
  const active = (session as { activeOrganizationId?: string | null }).activeOrganizationId;
  // The role is read for each request, so that removing a member takes effect at once.
  const [membership] = await authDatabase()
    .select({ workspaceId: tables.member.organizationId, role: tables.member.role })
    .from(tables.member)
    .where(
      active
        ? and(eq(tables.member.userId, user.id), eq(tables.member.organizationId, active))
        : eq(tables.member.userId, user.id),
    )
    .limit(1);
  if (!membership) return null;
  const role = roleOf(membership.role);
  return {
    id: user.id,
    name: user.name,
    email: user.email,
    workspaceId: membership.workspaceId,
    role,
    permissions: await permissionsOfRole(world().db, membership.workspaceId, role),
    sessionId: session.id,
  };
}

export const actorOf = (person: Person): Actor => ({
  type: 'person',
  id: person.id,
  name: person.name,
  permissions: person.permissions,
});

/** The signed-in user as the screens need it. */
export async function viewerOf(person: Person): Promise<Viewer> {
  const store = await readStore(contextOf(person.workspaceId, actorOf(person)), {});
  return {
    person: { id: person.id, name: person.name, email: person.email },
    workspace: { id: person.workspaceId, name: store.name, currency: store.currency, timeZone: store.zone },
    role: person.role,
    permissions: [...person.permissions],
    demo: store.demo,
  };
}

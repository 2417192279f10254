import { and, eq } from 'drizzle-orm';
import { ROLES, type Actor, type Permission, type Role } from '@millrace/core/verb';
import { permissionsOfRole, readStore } from '@millrace/services/settings';
import type { Viewer } from '../viewer.ts';
import { contextOf, world } from '../world.ts';
import { authDatabase } from './auth-database.ts';
import { signIn } from './sign-in.ts';
import * as tables from './tables.ts';

/** Somebody signed in, in the workspace they look at. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** What the role may in this workspace, as it is now. */
  readonly permissions: ReadonlySet<Permission>;
  readonly sessionId: string;
}

const roleOf = (text: string): Role => ROLES.find((role) => role === text) ?? 'viewer';

/** Who sends these headers; null when nobody is signed in or they belong to no workspace any more. */
export async function whoIs(headers: Headers): Promise<Person | null> {
  if (!headers.get('cookie')?.includes('millrace.')) return null;
  const found = await signIn().api.getSession({ headers });
  if (!found) return null;
  const { user, session } = found;
  const active = (session as { activeOrganizationId?: string | null }).activeOrganizationId;
  // The role is read each time: taking somebody out of the team counts at once.
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

/** What the screens are told of who looks at them. */
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

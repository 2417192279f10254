import { fail } from '@millrace/base';
import {
  authorise,
  parseInput,
  ROLE_TITLES,
  ROLES,
  writeAudit,
  type AuditEntry,
  type Context,
} from '@millrace/core/verb';
import { and, asc, eq, isNotNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { authDatabase, type AuthDatabase } from './auth-database.ts';
import { addPerson, nameFrom } from './first-owner.ts';
import { makeOneTimeLink } from './one-time-link.ts';
import * as tables from './tables.ts';

const role = z.enum(ROLES);
export const inviteInput = z.strictObject({
  email: z.email().max(254),
  name: z.string().trim().min(1).max(120).optional(),
  role,
});
export const memberInput = z.strictObject({ id: z.string().min(1).max(64) });
export const changeRoleInput = z.strictObject({ ...memberInput.shape, role });

export interface TeamMember {
  /** The user's id. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly since: number;
  /** Whether the member was invited and has not chosen a password yet. */
  readonly pending: boolean;
  readonly you: boolean;
}

export async function listTeam(context: Context): Promise<readonly TeamMember[]> {
  authorise(context.actor, 'settings:read');
  const { user, member, account } = tables;
  const rows = await authDatabase()
    .select({
      id: user.id,
      name: user.name,
      email: user.email,
      role: member.role,
      since: member.createdAt,
      hasPassword: isNotNull(account.password),
    })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .leftJoin(account, and(eq(account.userId, user.id), eq(account.providerId, 'credential')))
    .where(eq(member.organizationId, context.workspaceId))
    .orderBy(asc(member.createdAt));
  return rows.map(({ since, hasPassword, ...row }) => ({
    ...row,
    since: since.getTime(),
    pending: !hasPassword,
    you: row.id === context.actor.id,
  }));
}

/** Creates an account and a one-time link to pass on by hand, since there may be no mail server. */
export async function invite(context: Context, input: z.input<typeof inviteInput>) {
  authorise(context.actor, 'team:write');
  const { email, name, role: wanted } = parseInput(inviteInput, input);
  const made = await authDatabase().transaction(async (tx) => {
    const [known] = await tx
      .select({ id: tables.user.id })
      .from(tables.user)
      .where(eq(tables.user.email, email.toLowerCase()))
      .limit(1);
    if (known) fail('already-exists', { what: 'person with this e-mail' });
    const id = await addPerson(tx, {
      workspaceId: context.workspaceId,
      email,
      name: name ?? nameFrom(email),
      role: wanted,
      hashedPassword: null,
    });
    return { id, ...(await makeOneTimeLink(tx, id)) };
  });
  await keep(context, 'member-invited', {
    subject: { type: 'person', id: made.id },
    summary: `Invited a team member as ${ROLE_TITLES[wanted]}`,
    changes: { role: wanted },
  });
  return made;
}

export async function changeRole(context: Context, input: z.input<typeof changeRoleInput>) {
  authorise(context.actor, 'team:write');
  const { id, role: wanted } = parseInput(changeRoleInput, input);
  const before = await authDatabase().transaction(async (tx) => {
    const current = await lockMember(tx, context.workspaceId, id);
    if (current === 'owner' && wanted !== 'owner') await keepAnOwner(tx, context.workspaceId);
    await tx
      .update(tables.member)
      .set({ role: wanted })
      .where(and(eq(tables.member.userId, id), eq(tables.member.organizationId, context.workspaceId)));
    return current;
  });
  await keep(context, 'member-role-changed', {
    subject: { type: 'person', id },
    summary: `Changed a role from ${titleOf(before)} to ${ROLE_TITLES[wanted]}`,
    changes: { before, role: wanted },
  });
  return { id, role: wanted };
}

/** Removes a member, who is signed out at once. An account without any workspace left is deleted. */
export async function removeMember(context: Context, input: z.input<typeof memberInput>) {
  authorise(context.actor, 'team:write');
  const { id } = parseInput(memberInput, input);
  await authDatabase().transaction(async (tx) => {
    const current = await lockMember(tx, context.workspaceId, id);
    if (current === 'owner') await keepAnOwner(tx, context.workspaceId);
    await tx
      .delete(tables.member)
      .where(and(eq(tables.member.userId, id), eq(tables.member.organizationId, context.workspaceId)));
    await tx.delete(tables.session).where(eq(tables.session.userId, id));
    const [elsewhere] = await tx
      .select({ id: tables.member.id })
      .from(tables.member)
      .where(eq(tables.member.userId, id))
      .limit(1);
    if (!elsewhere) await tx.delete(tables.user).where(eq(tables.user.id, id));
  });
  await keep(context, 'member-removed', {
    subject: { type: 'person', id },
    summary: 'Removed a team member',
  });
  return { id, removed: true };
}

export async function newLink(context: Context, input: z.input<typeof memberInput>) {
  authorise(context.actor, 'team:write');
  const { id } = parseInput(memberInput, input);
  const made = await authDatabase().transaction(async (tx) => {
    await lockMember(tx, context.workspaceId, id);
    return makeOneTimeLink(tx, id);
  });
  await keep(context, 'member-link-made', {
    subject: { type: 'person', id },
    summary: 'Created a one-time link to choose a password',
  });
  return { id, ...made };
}

type Transaction = Parameters<Parameters<AuthDatabase['transaction']>[0]>[0];

/** Locks the workspace's team, so that changes to it are serialised. @returns the member's role @throws MillraceError not-found */
async function lockMember(tx: Transaction, workspaceId: string, userId: string): Promise<string> {
  await tx.execute(sql`select 1 from auth.organization where id = ${workspaceId} for update`);
  const [row] = await tx
    .select({ role: tables.member.role })
    .from(tables.member)
    .where(and(eq(tables.member.userId, userId), eq(tables.member.organizationId, workspaceId)));
  return row?.role ?? fail('not-found', { what: 'person in this team' });
}

async function keepAnOwner(tx: Transaction, workspaceId: string): Promise<void> {
  const owners = await tx
    .select({ id: tables.member.id })
    .from(tables.member)
    .where(and(eq(tables.member.organizationId, workspaceId), eq(tables.member.role, 'owner')))
    .limit(2);
  if (owners.length < 2)
    fail('input-invalid', {
      problems: 'a workspace keeps at least one owner. Make another member an owner first.',
    });
}

const titleOf = (role: string): string =>
  Object.hasOwn(ROLE_TITLES, role) ? ROLE_TITLES[role as keyof typeof ROLE_TITLES] : role;

const keep = (context: Context, action: string, entry: AuditEntry) =>
  context.db.inWorkspace(context.workspaceId, (tx) => writeAudit(tx, context, action, entry));

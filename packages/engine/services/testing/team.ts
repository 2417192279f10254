import { newId } from '@millrace/db';
import { withSuperuser, type TestDatabase } from '@millrace/tools/testing';
import { ROLE_PERMISSIONS, type Context, type Role } from '@millrace/core/verb';
import type { TestStore } from './test-store.ts';

/** A member of the team of a test's store, and what they may do. */
export interface TestMember {
  readonly id: string;
  readonly context: Context;
}

/** Adds somebody to the team of a test's store. */
export async function joinTeam(
  database: TestDatabase,
  { context }: Pick<TestStore, 'context'>,
  name: string,
  role: Role,
): Promise<TestMember> {
  const { workspaceId } = context;
  const id = newId();
  await withSuperuser(database.ownerUrl, async (sql) => {
    await sql`insert into auth.organization (id, name, slug) values (${workspaceId}, 'Shop', ${workspaceId})
      on conflict do nothing`;
    await sql`insert into auth."user" (id, name, email)
      values (${id}, ${name}, ${`${name.toLowerCase()}-${id}@team.test`})`;
    await sql`insert into auth.member (id, "organizationId", "userId", role)
      values (${id}, ${workspaceId}, ${id}, ${role})`;
  });
  const actor = { type: 'person', id, name, permissions: new Set(ROLE_PERMISSIONS[role]) } as const;
  return { id, context: { ...context, actor } };
}

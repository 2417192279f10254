import { ROLES, type Context, type Role } from '@millrace/core/verb';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportCustomer } from '../customers/export-customer.ts';
import { listAudit } from './audit.ts';
import { listCustomers } from '../customers/read-customers.ts';
import { permissionsOfRole, readAccess, updateAccess } from './access.ts';
import { shopOf, testStore, type TestStore } from '../testing/index.ts';

let database: TestDatabase;
let store: TestStore;

beforeAll(async () => {
  database = await createTestDatabase();
  store = await testStore(database.url);
  await shopOf(store).send('signed-up', { email: 'ann@example.com' });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

const as = async (role: Role, { workspaceId } = store.context): Promise<Context> => ({
  ...store.context,
  workspaceId,
  actor: {
    type: 'person',
    id: role,
    name: role,
    permissions: await permissionsOfRole(store.db, workspaceId, role),
  },
});
const may = async (role: Role) => {
  const context = await as(role);
  const [customer] = (await listCustomers(context, {})).items;
  const tried = async (run: () => Promise<unknown>) =>
    run().then(
      () => true,
      (error: { code: string }) => {
        expect(error.code).toBe('not-allowed');
        return false;
      },
    );
  return {
    exports: await tried(() => exportCustomer(context, { id: customer?.id ?? '' })),
    audits: await tried(() => listAudit(context, {})),
  };
};

test('owners and marketers export customers and read the audit log by default, until owners change it', async () => {
  expect(await Promise.all(ROLES.map(may))).toEqual([
    { exports: true, audits: true },
    { exports: true, audits: true },
    { exports: false, audits: false },
    { exports: false, audits: false },
  ]);
  await updateAccess(store.context, { permission: 'customers:export', roles: ['approver'] });
  await updateAccess(store.context, { permission: 'audit:read', roles: ['viewer', 'marketer'] });
  expect(await Promise.all(ROLES.map(may))).toEqual([
    { exports: true, audits: true },
    { exports: false, audits: true },
    { exports: true, audits: false },
    { exports: false, audits: true },
  ]);
  expect(await readAccess(store.context, {})).toEqual([
    { permission: 'customers:export', roles: ['owner', 'approver'] },
    { permission: 'audit:read', roles: ['owner', 'marketer', 'viewer'] },
  ]);
});

test('only owners change permissions, and the audit log names the new ones', async () => {
  for (const role of ['marketer', 'approver', 'viewer'] as const)
    await expect(
      updateAccess(await as(role), { permission: 'audit:read', roles: [...ROLES] }),
    ).rejects.toMatchObject({
      code: 'not-allowed',
    });
  store.clock.pass(1_000);
  await updateAccess(await as('owner'), { permission: 'audit:read', roles: [] });
  expect((await listAudit(store.context, { action: 'access-changed', limit: 1 })).items).toMatchObject([
    {
      actorName: 'owner',
      summary: 'Who may read the audit log: owner',
      changes: { permission: 'audit:read' },
    },
  ]);
  expect((await may('owner')).audits).toBe(true);
});

test('no other permission can be changed, and workspaces are independent', async () => {
  await expect(
    updateAccess(store.context, { permission: 'keys:write' as 'audit:read', roles: ['viewer'] }),
  ).rejects.toMatchObject({
    code: 'input-invalid',
  });
  const other = await store.other();
  await updateAccess(store.context, { permission: 'customers:export', roles: ['viewer'] });
  expect((await as('viewer', other)).actor.permissions).not.toContain('customers:export');
});

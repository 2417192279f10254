import { createHash } from 'node:crypto';
import { DAY, MINUTE } from '@millrace/base';
import { PERMISSIONS, type Context } from '@millrace/core/verb';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callerWith, callerWithout, NO_ID } from '../testing/callers.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { createApiKey, hashKey, holderOfKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { listAudit } from './audit.ts';
import { createConnection, deleteConnection } from './connections.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});

const holder = (key: string, now = here.store.clock.now()) => holderOfKey(here.store.db, key, now);
const kept = async (id: string) => (await listApiKeys(context, {})).find((key) => key.id === id);
const whole = () => here.inStore((tx) => tx<Record<string, unknown>[]>`select * from api_keys`);

describe('a key', () => {
  test('is kept as its SHA-256 alone, and lets in whoever has all of it', async () => {
    const { id, key } = await createApiKey(context, { name: 'Warehouse' });
    expect(hashKey(key)).toEqual(createHash('sha256').update(key, 'utf8').digest());
    expect(key).toMatch(/^mill_[\w-]{32}$/);
    expect(await holder(key)).toEqual({
      workspaceId: context.workspaceId,
      keyId: id,
      name: 'Warehouse',
      scopes: [...PERMISSIONS],
      connection: null,
    });
    for (const wrong of [
      key.slice(0, -1),
      `${key} `,
      key.toUpperCase(),
      id,
      '',
      hashKey(key).toString('hex'),
    ])
      expect(await holder(wrong), wrong).toBeNull();
    const row = (await whole()).find((one) => one['id'] === id);
    const { hash, ...told } = row as { hash: Uint8Array };
    expect(Buffer.from(hash)).toEqual(hashKey(key));
    expect(JSON.stringify(told)).not.toContain(key.slice(10));
    expect(JSON.stringify(await listApiKeys(context, {}))).not.toContain(key.slice(10));
  });

  test('is unlike any other that was made', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, () =>
        createApiKey(context, { name: 'One of many', scopes: ['flows:read'] }),
      ),
    );
    expect(new Set(made.map(({ key }) => key)).size).toBe(20);
    expect(new Set(made.map(({ id }) => id)).size).toBe(20);
  });

  test('may do what it was made for and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(fc.subarray([...PERMISSIONS], { minLength: 1 }), async (scopes) => {
        const { key, id } = await createApiKey(context, { name: 'Some', scopes });
        expect(new Set((await holder(key))?.scopes)).toEqual(new Set(scopes));
        expect((await kept(id))?.scopes).toEqual(scopes);
      }),
      { numRuns: 10 },
    );
    for (const scopes of [[], ['flows:everything'], ['Flows:read']])
      await expect(createApiKey(context, { name: 'Some', scopes: scopes as never })).rejects.toMatchObject({
        code: 'input-invalid',
      });
  });

  test('that is preset is the same for ever, and nobody else can have it', async () => {
    const key = 'mill_test_key_of_the_installation';
    const { id } = await createApiKey(context, { name: 'Preset', key });
    expect(await holder(key)).toMatchObject({ keyId: id });
    const stranger = await here.store.other();
    for (const other of [context, stranger])
      await expect(createApiKey(other, { name: 'Again', key })).rejects.toMatchObject({
        code: 'already-exists',
      });
    expect(await holder(key)).toMatchObject({ keyId: id, workspaceId: context.workspaceId });
    expect(await listApiKeys(stranger, {})).toEqual([]);
    await expect(createApiKey(context, { name: 'Short', key: 'x'.repeat(15) })).rejects.toMatchObject({
      code: 'input-invalid',
      details: { fields: [{ field: 'key' }] },
    });
  });

  test.each(['', '   ', 'x'.repeat(121)])('needs a name that can be read: not %j', async (name) => {
    await expect(createApiKey(context, { name })).rejects.toMatchObject({ code: 'input-invalid' });
  });
});

describe('the end of a key', () => {
  test('comes at its instant and not before', async () => {
    const now = here.store.clock.now();
    const { key } = await createApiKey(context, { name: 'For a day', expiresAt: now + DAY });
    expect(await holder(key, now + DAY - 1)).not.toBeNull();
    expect(await holder(key, now + DAY)).toBeNull();
    expect(await holder(key, now + DAY + 1)).toBeNull();
  });

  test.each([-1, 1.5, Date.parse('9999-12-31T23:59:59.999Z') + 1, Number.NaN])(
    'is an instant that a calendar has: not %s',
    async (expiresAt) => {
      await expect(createApiKey(context, { name: 'Odd', expiresAt })).rejects.toMatchObject({
        code: 'input-invalid',
      });
    },
  );

  test('comes when it is revoked, once, with the instant written down', async () => {
    const { id, key } = await createApiKey(context, { name: 'Lost' });
    await expect(revokeApiKey(await here.store.other(), { id })).rejects.toMatchObject({ code: 'not-found' });
    expect(await holder(key)).not.toBeNull();
    expect(await revokeApiKey(context, { id })).toEqual({ id, name: 'Lost' });
    expect(await holder(key)).toBeNull();
    const at = here.store.clock.now();
    expect(await kept(id)).toMatchObject({ revokedAt: at });
    here.store.clock.pass(MINUTE);
    await expect(revokeApiKey(context, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(revokeApiKey(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    expect(await kept(id)).toMatchObject({ revokedAt: at });
    expect((await listAudit(context, { action: 'api-key-revoked' })).items).toMatchObject([
      { subjectId: id, summary: 'Revoked the API key Lost' },
    ]);
  });
});

test('the last use of a key is known to the minute', async () => {
  const { id, key } = await createApiKey(context, { name: 'Used' });
  const first = here.store.clock.now();
  expect(await kept(id)).toMatchObject({ lastUsedAt: null });
  await holder(key, first);
  await holder(key, first + 30_000);
  expect(await kept(id)).toMatchObject({ lastUsedAt: first });
  await holder(key, first + MINUTE + 1);
  expect(await kept(id)).toMatchObject({ lastUsedAt: first + MINUTE + 1 });
});

test('a key of a connection speaks for it, and for the API when the connection is gone', async () => {
  const shop = await createConnection(context, {
    connector: 'shopify',
    config: { shopDomain: 'fern.myshopify.com', webhookSecret: 'not-a-real-secret' },
  });
  const mail = await createConnection(context, {
    connector: 'smtp',
    config: { host: 'mail.example.com', fromAddress: 'a@example.com' },
  });
  const ofShop = await createApiKey(context, { name: 'Shop', connectionId: shop.id });
  const ofMail = await createApiKey(context, { name: 'Mail', connectionId: mail.id });
  expect((await holder(ofShop.key))?.connection).toEqual({
    source: 'shopify:fern.myshopify.com',
    pace: 1,
    anchor: 0,
  });
  expect((await holder(ofMail.key))?.connection).toMatchObject({ source: mail.id });
  await deleteConnection(context, { id: mail.id });
  expect(await holder(ofMail.key)).toMatchObject({ keyId: ofMail.id, connection: null });
  const stranger = await here.store.other();
  for (const [who, connectionId] of [
    [context, NO_ID],
    [stranger, shop.id],
  ] as const)
    await expect(createApiKey(who, { name: 'Lost', connectionId })).rejects.toMatchObject({
      code: 'not-found',
    });
});

test('keys are made and revoked by those who may, and by nobody with more than they have', async () => {
  const { id } = await createApiKey(context, { name: 'Mine' });
  const almost = callerWithout(context, 'keys:write');
  await expect(createApiKey(almost, { name: 'Theirs' })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(revokeApiKey(almost, { id })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(listApiKeys(callerWithout(context, 'settings:read'), {})).rejects.toMatchObject({
    code: 'not-allowed',
  });
  const maker = callerWith(context, 'keys:write', 'flows:read');
  const { key } = await createApiKey(maker, { name: 'Less', scopes: ['flows:read'] });
  expect((await holder(key))?.scopes).toEqual(['flows:read']);
  for (const scopes of [['flows:read', 'customers:erase'], undefined] as const)
    await expect(
      createApiKey(maker, { name: 'More', ...(scopes ? { scopes: [...scopes] } : {}) }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
});

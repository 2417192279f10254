import { CONNECTORS, secretFields } from '@millrace/connectors';
import { openSecrets } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import { describe, expect, test } from 'vitest';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { listAudit } from './audit.ts';
import {
  createConnection,
  deleteConnection,
  listConnections,
  listConnectors,
  updateConnection,
} from './connections.ts';
import { rotateSecret } from './rotate-secret.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});

const SHOP = { shopDomain: 'fern.myshopify.com', webhookSecret: 'not-a-real-secret' };
const WOO = {
  storeUrl: 'https://woo.example.com',
  consumerKey: 'ck_0123456789012345678901234567890123456789',
  consumerSecret: 'cs_0123456789012345678901234567890123456789',
};
const listed = async (id: string) => (await listConnections(context, {})).find((one) => one.id === id);
const secretsOf = (id: string) =>
  here.inStore(async (tx) => {
    const [row] = await tx<
      { secrets: Uint8Array | null }[]
    >`select secrets from connections where id = ${id}`;
    return openSecrets(context, row?.secrets ?? null);
  });
const made = (connector: string, config: Record<string, unknown>, name?: string) =>
  createConnection(context, { connector, config, ...(name ? { name } : {}) });

describe('the catalogue of systems that can be connected', () => {
  test('is every connector that is not built in, in its order', () => {
    expect(listConnectors().map(({ id }) => id)).toEqual(
      CONNECTORS.filter(({ builtIn }) => !builtIn).map(({ id }) => id),
    );
  });

  test.each(listConnectors().map((kind) => [kind.id, kind] as const))(
    'tells of %s what its form asks for, and keeps what comes by itself out of it',
    (id, shown) => {
      const kind = CONNECTORS.find((one) => one.id === id)!;
      expect(shown.config).toMatchObject({ type: 'object' });
      const fields = Object.keys(shown.config.properties);
      const byUs = secretFields(kind).filter((name) => !fields.includes(name));
      for (const name of byUs) expect(Object.values(kind.signIn?.fields ?? {})).toContain(name);
      expect(shown).toMatchObject({
        signsIn: kind.signIn !== undefined,
        registers: kind.registration !== undefined,
        rotates: kind.ownSecret !== undefined,
        hasProbe: kind.probe !== undefined,
      });
      expect(shown.title.trim()).not.toBe('');
      expect(() => JSON.stringify(shown)).not.toThrow();
    },
  );
});

describe('a connection', () => {
  test('keeps its secrets sealed, and tells their names alone', async () => {
    const connection = await made('shopify', { ...SHOP, accessToken: 'shpat_secret_token' }, 'Fern');
    expect(connection).toMatchObject({
      name: 'Fern',
      title: 'Shopify',
      state: 'active',
      demo: false,
      intakeUrl: `https://millrace.test/hooks/shopify/${connection.id}`,
      config: { shopDomain: 'fern.myshopify.com' },
    });
    expect([...connection.secretsSet].sort()).toEqual(['accessToken', 'webhookSecret']);
    expect(await listed(connection.id)).toEqual(connection);
    const stored = await here.inStore((tx) => tx`select * from connections where id = ${connection.id}`);
    for (const text of [JSON.stringify(connection), JSON.stringify(stored)]) {
      expect(text).not.toContain('shpat_secret_token');
      expect(text).not.toContain('not-a-real-secret');
    }
    expect(await secretsOf(connection.id)).toEqual({
      webhookSecret: 'not-a-real-secret',
      accessToken: 'shpat_secret_token',
    });
    expect(JSON.stringify(await listAudit(context, {}))).not.toContain('shpat_secret_token');
  });

  test.each([
    ['telegraph', {}],
    ['sandbox', {}],
    ['', {}],
  ])('of a kind there is not, or that is built in, is not made: %j', async (connector, config) => {
    await expect(made(connector, config)).rejects.toMatchObject({ code: 'not-found' });
  });

  test.each([
    ['shopify', {}, 'shopDomain'],
    ['shopify', { ...SHOP, shopDomain: 'not a shop' }, 'shopDomain'],
    ['shopify', { ...SHOP, webhookSecret: 'short' }, 'webhookSecret'],
    ['smtp', { host: 'mail.example.com', fromAddress: 'nobody' }, 'fromAddress'],
  ])(
    'with settings that cannot be right is refused by its field: %s %j',
    async (connector, config, field) => {
      const before = (await listConnections(context, {})).length;
      await expect(made(connector, config)).rejects.toMatchObject({
        code: 'input-invalid',
        details: { fields: expect.arrayContaining([expect.objectContaining({ field })]) },
      });
      expect(await listConnections(context, {})).toHaveLength(before);
    },
  );

  test('that is changed keeps what is not named, its secrets among it', async () => {
    const { id } = await made('shopify', { ...SHOP, accessToken: 'first' }, 'Before');
    await updateConnection(context, { id, name: 'After' });
    expect(await listed(id)).toMatchObject({ name: 'After', config: { shopDomain: 'fern.myshopify.com' } });
    await updateConnection(context, { id, config: { accessToken: 'second', currency: 'eur' } });
    expect(await listed(id)).toMatchObject({
      name: 'After',
      config: { shopDomain: 'fern.myshopify.com', currency: 'EUR' },
    });
    expect(await secretsOf(id)).toEqual({ webhookSecret: 'not-a-real-secret', accessToken: 'second' });
    await updateConnection(context, { id, config: { accessToken: '' } });
    expect(await secretsOf(id)).toEqual({ webhookSecret: 'not-a-real-secret' });
    await expect(updateConnection(context, { id, config: { shopDomain: '' } })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    expect(await listed(id)).toMatchObject({ config: { shopDomain: 'fern.myshopify.com' } });
  });

  test('is switched off and on again with everything it had', async () => {
    const { id } = await made('shopify', SHOP);
    expect(await updateConnection(context, { id, disabled: true })).toMatchObject({ state: 'disabled' });
    expect(await updateConnection(context, { id, name: 'Still off' })).toMatchObject({ state: 'disabled' });
    expect(await updateConnection(context, { id, disabled: false })).toMatchObject({
      state: 'active',
      name: 'Still off',
      secretsSet: ['webhookSecret'],
    });
  });

  test('is removed once, by whoever it belongs to', async () => {
    const { id } = await made('shopify', SHOP, 'Gone soon');
    const stranger = await here.store.other();
    await expect(deleteConnection(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(updateConnection(stranger, { id, name: 'Mine' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await listConnections(stranger, {})).toEqual([]);
    expect(await deleteConnection(context, { id })).toEqual({ id, name: 'Gone soon' });
    expect(await listed(id)).toBeUndefined();
    await expect(deleteConnection(context, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(deleteConnection(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    expect((await listAudit(context, { action: 'connection-deleted' })).items).toMatchObject([
      { summary: 'Removed the connection Gone soon', subjectId: id },
    ]);
  });

  test('whose secrets were sealed with another key is listed without them', async () => {
    const { id } = await made('shopify', SHOP, 'Sealed elsewhere');
    const moved = { ...context, secret: Buffer.alloc(32, 9) };
    const found = (await listConnections(moved, {})).find((one) => one.id === id);
    expect(found).toMatchObject({ name: 'Sealed elsewhere', secretsSet: [], signIn: null });
    expect(await listed(id)).toMatchObject({ secretsSet: ['webhookSecret'] });
  });
});

describe('a secret of ours', () => {
  test('is made where the owner chose none, and a new one keeps the last as the one before', async () => {
    const { id, secretsSet } = await made('woocommerce', WOO, 'Woo');
    expect(secretsSet).toContain('webhookSecret');
    const before = (await secretsOf(id))['webhookSecret'];
    const first = await rotateSecret(context, { id });
    expect(first).toMatchObject({ id, name: 'Woo' });
    expect(first.secret).not.toBe(before);
    expect(await secretsOf(id)).toMatchObject({
      webhookSecret: first.secret,
      previousWebhookSecret: before,
      consumerSecret: WOO.consumerSecret,
    });
    const second = await rotateSecret(context, { id });
    expect(await secretsOf(id)).toMatchObject({
      webhookSecret: second.secret,
      previousWebhookSecret: first.secret,
    });
    const audit = await listAudit(context, { action: 'connection-secret-rotated' });
    expect(audit.items).toHaveLength(2);
    expect(JSON.stringify(audit)).not.toContain(second.secret);
  });

  test('is none where the other system makes it, of another workspace, and of nothing', async () => {
    const { id } = await made('shopify', SHOP);
    await expect(rotateSecret(context, { id })).rejects.toMatchObject({ code: 'not-found' });
    const woo = await made('woocommerce', { ...WOO, webhookSecret: 'chosen-by-the-owner' });
    expect((await secretsOf(woo.id))['webhookSecret']).toBe('chosen-by-the-owner');
    await expect(rotateSecret(await here.store.other(), { id: woo.id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(rotateSecret(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    expect((await secretsOf(woo.id))['webhookSecret']).toBe('chosen-by-the-owner');
  });
});

test('whoever may not change settings changes no connection', async () => {
  const { id } = await made('woocommerce', WOO);
  const reader = callerWithout(context, 'settings:write');
  for (const tried of [
    () => createConnection(reader, { connector: 'shopify', config: SHOP }),
    () => updateConnection(reader, { id, name: 'Mine' }),
    () => deleteConnection(reader, { id }),
    () => rotateSecret(reader, { id }),
  ])
    await expect(tried()).rejects.toMatchObject({ code: 'not-allowed' });
  expect((await listConnections(reader, {})).some((one) => one.id === id)).toBe(true);
  await expect(listConnections(callerWithout(context, 'settings:read'), {})).rejects.toMatchObject({
    code: 'not-allowed',
  });
});

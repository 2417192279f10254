import { createHash, randomBytes } from 'node:crypto';
import {
  authorise,
  defineVerb,
  instant,
  type Shape,
  PERMISSIONS,
  type Permission,
} from '@millrace/core/verb';
import { newId, type Database } from '@millrace/db';
import { fail, type Instant } from '@millrace/base';
import { sourceIdOf } from '@millrace/run/parsing';
import { z } from 'zod';

export const hashKey = (key: string) => createHash('sha256').update(key).digest();

const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

const apiKeySchema = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(PERMISSIONS)),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiKeyView = Shape<typeof apiKeySchema>;

export const listApiKeys = defineVerb({
  name: 'api-keys-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: z.array(apiKeySchema),
  run: (tx) =>
    tx<ApiKeyView[]>`select id, name, prefix, scopes, created_at as "createdAt", last_used_at as "lastUsedAt",
      expires_at as "expiresAt", revoked_at as "revokedAt" from api_keys order by created_at desc`.then(
      (rows) => [...rows],
    ),
});

/**
 * Creates an API key. Only its hash is stored; this output is the only place that shows the key.
 * @throws MillraceError not-allowed for scopes that its creator does not have, not-found, already-exists
 */
export const createApiKey = defineVerb({
  name: 'api-key-created',
  permission: 'keys:write',
  input: z.strictObject({
    name: z.string().trim().min(1).max(120),
    scopes: z
      .array(z.enum(PERMISSIONS))
      .min(1)
      .max(PERMISSIONS.length)
      .default([...PERMISSIONS]),
    /** Epoch milliseconds, to the end of the year 9999. */
    expiresAt: z.int().min(0).max(LAST_INSTANT).optional(),
    /** A key preset by the installation; generated when left out. */
    key: z.string().min(16).max(200).optional(),
    connectionId: z.uuid().optional(),
  }),
  /** The key itself is shown only here. */
  output: z.strictObject({ id: z.uuid(), name: z.string(), key: z.string() }),
  run: async (tx, input, context) => {
    for (const scope of input.scopes) authorise(context.actor, scope);
    const key = input.key ?? `mill_${randomBytes(24).toString('base64url')}`;
    const id = newId();
    if (input.connectionId) {
      const [connection] = await tx`select 1 from connections where id = ${input.connectionId}`;
      if (!connection) fail('not-found', { what: 'connection' });
    }
    const made =
      await tx`insert into api_keys (id, workspace_id, name, hash, prefix, scopes, created_by, expires_at,
        connection_id)
      values (${id}, ${context.workspaceId}, ${input.name}, ${hashKey(key)}, ${key.slice(0, 9)},
        ${input.scopes}, ${context.actor.name}, ${input.expiresAt ?? null}, ${input.connectionId ?? null})
      on conflict (hash) do nothing returning 1`;
    if (made.length === 0) fail('already-exists', { what: 'API key' });
    return { id, name: input.name, key };
  },
  audit: (input, { id }) => ({
    subject: { type: 'api-key', id },
    summary: `Created the API key ${input.name}`,
    changes: { scopes: input.scopes },
  }),
});

export const revokeApiKey = defineVerb({
  name: 'api-key-revoked',
  permission: 'keys:write',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ id: z.uuid(), name: z.string() }),
  run: async (tx, { id }, context) => {
    const [row] = await tx<{ name: string }[]>`update api_keys set revoked_at = ${context.now()}
      where id = ${id} and revoked_at is null returning name`;
    if (!row) fail('not-found', { what: 'API key' });
    return { id, name: row.name };
  },
  audit: ({ id }, { name }) => ({ subject: { type: 'api-key', id }, summary: `Revoked the API key ${name}` }),
});

export interface KeyHolder {
  readonly workspaceId: string;
  readonly keyId: string;
  readonly name: string;
  readonly scopes: readonly Permission[];
  /** The connection the key belongs to, with the clock of its customers. */
  readonly connection: { readonly source: string; readonly pace: number; readonly anchor: Instant } | null;
}

/** The owner of this key; null when it is unknown, revoked or expired. */
export async function holderOfKey(db: Database, key: string, now: Instant): Promise<KeyHolder | null> {
  const hash = hashKey(key).toString('hex');
  const row = await db.asCaller({ keyHash: hash }, async (tx) => {
    const [found] = await tx<
      {
        id: string;
        workspace_id: string;
        name: string;
        scopes: Permission[];
        expires_at: Instant | null;
        revoked_at: Instant | null;
        last_used_at: Instant | null;
        connection_id: string | null;
      }[]
    >`
      select id, workspace_id, name, scopes, expires_at, revoked_at, last_used_at, connection_id from api_keys
        where hash = decode(${hash}, 'hex')`;
    return found;
  });
  if (!row || row.revoked_at !== null || (row.expires_at !== null && row.expires_at <= now)) return null;
  const connection = await db.inWorkspace(row.workspace_id, async (tx) => {
    // Stored to the minute, which is enough to show that a key is in use.
    if (row.last_used_at === null || now - row.last_used_at > 60_000)
      await tx`update api_keys set last_used_at = ${now} where id = ${row.id}`;
    if (!row.connection_id) return null;
    const [found] = await tx<
      { id: string; connector: string; shop: string | null; pace: number; pace_anchor: Instant | null }[]
    >`select id, connector, shop, pace, pace_anchor from connections where id = ${row.connection_id}`;
    return found ? { source: sourceIdOf(found), pace: found.pace, anchor: found.pace_anchor ?? 0 } : null;
  });
  return { workspaceId: row.workspace_id, keyId: row.id, name: row.name, scopes: row.scopes, connection };
}

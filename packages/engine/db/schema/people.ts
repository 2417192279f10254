import { sql } from 'drizzle-orm';
import { bigint, boolean, index, integer, jsonb, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { NOW, bytes, instant, latest, workspaceTable } from './parts.ts';

export const customers = workspaceTable(
  'customers',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    email: text(),
    phone: text(),
    first_name: text(),
    last_name: text(),
    country: text(),
    city: text(),
    zone: text(),
    language: text(),
    tags: text()
      .array()
      .notNull()
      .default(sql`'{}'::text[]`),
    properties: jsonb().notNull().default({}),
    orders_count: integer().notNull().default(0),
    total_spent: bigint({ mode: 'number' }).notNull().default(0),
    discount_orders: integer().notNull().default(0),
    first_order_at: instant(),
    last_order_at: instant(),
    last_seen_at: instant(),
    points: integer().notNull().default(0),
    tier: text(),
    /** A tier that was given by hand or by a flow, whatever the points; until a time, or for good. */
    granted_tier: text(),
    granted_until: instant(),
    pace: integer().notNull().default(1),
    pace_anchor: instant(),
    source: text().notNull().default('api'),
    traits_at: instant(),
    merged_into: uuid(),
    erased_at: instant(),
    created_at: instant().notNull().default(NOW),
    updated_at: instant().notNull().default(NOW),
  },
  (table) => [
    index('customers_erased')
      .on(table.workspace_id)
      .where(sql`erased_at IS NOT NULL`),
    index('customers_granted')
      .on(table.workspace_id, table.granted_until)
      .where(sql`granted_until IS NOT NULL`),
    index('customers_merged')
      .on(table.merged_into)
      .where(sql`merged_into IS NOT NULL`),
    index('customers_recent')
      .on(
        table.workspace_id,
        sql`COALESCE(last_seen_at, '1970-01-01 00:00:00+00'::timestamp with time zone) DESC`,
        latest(table.id),
      )
      .where(sql`(merged_into IS NULL) AND (erased_at IS NULL)`),
    index('customers_source').on(table.workspace_id, table.source, table.id),
    index('customers_workspace_id_id_idx').on(table.workspace_id, latest(table.id)),
  ],
);

export const customerIdentities = workspaceTable(
  'customer_identities',
  {
    workspace_id: uuid().notNull(),
    kind: text().notNull(),
    value: text().notNull(),
    customer_id: uuid().notNull(),
    created_at: instant().notNull().default(NOW),
  },
  (table) => [
    primaryKey({ name: 'customer_identities_pkey', columns: [table.workspace_id, table.kind, table.value] }),
    index('customer_identities_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
  ],
);

export const customerSearch = workspaceTable(
  'customer_search',
  {
    workspace_id: uuid().notNull(),
    word: text().notNull(),
    customer_id: uuid().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'customer_search_pkey',
      columns: [table.workspace_id, table.word, table.customer_id],
    }),
    index('customer_search_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
  ],
);

export const consents = workspaceTable(
  'consents',
  {
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    channel: text().notNull(),
    state: text().notNull(),
    source: text(),
    opt_in: text(),
    at: instant().notNull(),
    dated: boolean().notNull().default(true),
    address: text(),
  },
  (table) => [
    primaryKey({ name: 'consents_pkey', columns: [table.workspace_id, table.customer_id, table.channel] }),
  ],
);

export const consentHistory = workspaceTable(
  'consent_history',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    channel: text().notNull(),
    state: text().notNull(),
    source: text(),
    opt_in: text(),
    at: instant().notNull(),
    recorded_at: instant().notNull().default(NOW),
    dated: boolean().notNull().default(true),
    address: text(),
  },
  (table) => [
    index('consent_history_workspace_id_customer_id_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.at),
    ),
  ],
);

export const suppressions = workspaceTable(
  'suppressions',
  {
    workspace_id: uuid().notNull(),
    channel: text().notNull(),
    address: text().notNull(),
    reason: text().notNull(),
    customer_id: uuid(),
    at: instant().notNull().default(NOW),
  },
  (table) => [
    primaryKey({ name: 'suppressions_pkey', columns: [table.workspace_id, table.channel, table.address] }),
  ],
);

export const erasedAddresses = workspaceTable(
  'erased_addresses',
  {
    workspace_id: uuid().notNull(),
    channel: text().notNull(),
    hash: bytes().notNull(),
    reason: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ name: 'erased_addresses_pkey', columns: [table.workspace_id, table.channel, table.hash] }),
  ],
);

export const privacyRequests = workspaceTable(
  'privacy_requests',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    kind: text().notNull(),
    connection_id: uuid(),
    customer_id: uuid(),
    details: jsonb().notNull().default({}),
    asked_at: instant().notNull(),
    due_at: instant().notNull(),
    done_at: instant(),
    done_by: text(),
    outcome: text(),
  },
  (table) => [
    index('privacy_requests_open')
      .on(table.workspace_id, table.due_at)
      .where(sql`done_at IS NULL`),
    index('privacy_requests_workspace_id_asked_at_id_idx').on(
      table.workspace_id,
      latest(table.asked_at),
      latest(table.id),
    ),
  ],
);

/** Browsers that agreed to notifications. The address and the keys are secret to whoever may send there. */
export const browsers = workspaceTable(
  'browsers',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    /** Address at the push service of the browser. */
    endpoint: text().notNull(),
    /** Its public key and its shared secret, in base64url. */
    p256dh: text().notNull(),
    auth: text().notNull(),
    /** In words: "Chrome on Android". */
    name: text().notNull(),
    created_at: instant().notNull().default(NOW),
    /** When a push service last took a notification for it. */
    taken_at: instant(),
  },
  (table) => [
    unique('browsers_workspace_id_endpoint_key').on(table.workspace_id, table.endpoint),
    index('browsers_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
  ],
);

/** The pair of keys to which browsers bind their yes, made once for a workspace. */
export const browserKeys = workspaceTable('browser_keys', {
  workspace_id: uuid().primaryKey(),
  public_key: text().notNull(),
  /** Encrypted like the secrets of connections. */
  private_key: bytes().notNull(),
  made_at: instant().notNull().default(NOW),
});

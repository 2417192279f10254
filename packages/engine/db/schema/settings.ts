import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { NOW, bytes, instant, latest, workspaceTable } from './parts.ts';

export const workspaces = workspaceTable(
  'workspaces',
  {
    workspace_id: uuid().primaryKey(),
    name: text().notNull(),
    currency: text().notNull().default('USD'),
    zone: text().notNull().default('UTC'),
    url: text().notNull().default(''),
    settings: jsonb().notNull().default({}),
    demo: boolean().notNull().default(false),
    created_at: instant().notNull().default(NOW),
    brought_forward: integer().notNull().default(1),
  },
  () => [
    pgPolicy('owner_reads', {
      for: 'select',
      using: sql`(CURRENT_USER = ( SELECT pg_get_userbyid(pg_class.relowner) AS pg_get_userbyid FROM pg_class
        WHERE (pg_class.oid = ('workspaces'::regclass)::oid)))`,
    }),
  ],
);

export const connections = workspaceTable(
  'connections',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    connector: text().notNull(),
    name: text().notNull(),
    config: jsonb().notNull().default({}),
    secrets: bytes(),
    state: text().notNull().default('active'),
    pace: integer().notNull().default(1),
    pace_anchor: instant(),
    last_event_at: instant(),
    last_error: text(),
    last_error_at: instant(),
    created_at: instant().notNull().default(NOW),
    disabled_at: instant(),
    shop: text(),
    last_ok_at: instant(),
    failing_since: instant(),
    failure: text(),
    probed_at: instant(),
    told_at: instant(),
    mailed_at: instant(),
    registered_topics: text().array(),
    registered_at: instant(),
    registration_due_at: instant(),
    registration_problem: text(),
    signed_in_until: instant(),
    refresh_claimed_until: instant(),
  },
  (table) => [
    index('connections_workspace_id_connector_idx').on(table.workspace_id, table.connector),
    pgPolicy('caller', {
      for: 'select',
      using: sql`(id = (NULLIF(current_setting('app.connection'::text, true), ''::text))::uuid)`,
    }),
  ],
);

export const apiKeys = workspaceTable(
  'api_keys',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    hash: bytes().notNull().unique('api_keys_hash_key'),
    prefix: text().notNull(),
    scopes: text().array().notNull(),
    created_by: text(),
    created_at: instant().notNull().default(NOW),
    last_used_at: instant(),
    expires_at: instant(),
    revoked_at: instant(),
    connection_id: uuid(),
  },
  () => [
    pgPolicy('caller', {
      for: 'select',
      using: sql`(hash = decode(NULLIF(current_setting('app.key_hash'::text, true), ''::text), 'hex'::text))`,
    }),
  ],
);

export const rolePermissions = workspaceTable(
  'role_permissions',
  {
    workspace_id: uuid().notNull(),
    role: text().notNull(),
    permission: text().notNull(),
    allowed: boolean().notNull(),
    changed_at: instant().notNull(),
    changed_by: text(),
  },
  (table) => [
    primaryKey({
      name: 'role_permissions_pkey',
      columns: [table.workspace_id, table.role, table.permission],
    }),
  ],
);

export const guardrailSettings = workspaceTable('guardrail_settings', {
  workspace_id: uuid().primaryKey(),
  settings: jsonb().notNull().default({}),
  updated_at: instant().notNull().default(NOW),
});

export const killSwitches = workspaceTable(
  'kill_switches',
  {
    workspace_id: uuid().notNull(),
    scope: text().notNull(),
    target: text().notNull().default(''),
    reason: text(),
    on_since: instant().notNull().default(NOW),
    by_name: text(),
  },
  (table) => [
    primaryKey({ name: 'kill_switches_pkey', columns: [table.workspace_id, table.scope, table.target] }),
  ],
);

export const auditLog = workspaceTable(
  'audit_log',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    at: instant().notNull().default(NOW),
    actor_type: text().notNull(),
    actor_id: text(),
    actor_name: text(),
    action: text().notNull(),
    subject_type: text().notNull(),
    subject_id: text(),
    summary: text().notNull(),
    changes: jsonb().notNull().default({}),
  },
  (table) => [index('audit_log_workspace_id_at_idx').on(table.workspace_id, latest(table.at))],
);

export const idempotencyKeys = workspaceTable(
  'idempotency_keys',
  {
    workspace_id: uuid().notNull(),
    key: text().notNull(),
    request_hash: text().notNull(),
    status: integer(),
    response: jsonb(),
    created_at: instant().notNull().default(NOW),
  },
  (table) => [primaryKey({ name: 'idempotency_keys_pkey', columns: [table.workspace_id, table.key] })],
);

export const bulkJobs = workspaceTable(
  'bulk_jobs',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    /** Null for jobs that concern no single flow. */
    flow_id: uuid(),
    kind: text().notNull(),
    choice: jsonb().notNull().default({}),
    cursor: uuid(),
    done: integer().notNull().default(0),
    total: integer().notNull().default(0),
    started_at: instant().notNull().default(NOW),
    finished_at: instant(),
    claimed_until: instant(),
  },
  (table) => [
    index('bulk_jobs_finished_at_claimed_until_idx').on(table.finished_at, table.claimed_until),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
    pgPolicy('router_locks', {
      for: 'update',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
      withCheck: sql`false`,
    }),
  ],
);

export const pulls = workspaceTable(
  'pulls',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    connection_id: uuid().notNull(),
    resource: text().notNull(),
    kind: text().notNull(),
    place: integer().notNull(),
    since: instant(),
    until: instant().notNull(),
    cursor: jsonb(),
    state: text().notNull().default('running'),
    done: integer().notNull().default(0),
    skipped: integer().notNull().default(0),
    total: integer(),
    due_at: instant().notNull(),
    claimed_until: instant(),
    tries: integer().notNull().default(0),
    problem: text(),
    last_skipped: text(),
    started_at: instant().notNull().default(NOW),
    finished_at: instant(),
  },
  (table) => [
    foreignKey({
      name: 'pulls_connection_id_fkey',
      columns: [table.connection_id],
      foreignColumns: [connections.id],
    }).onDelete('cascade'),
    unique('pulls_connection_id_resource_kind_key').on(table.connection_id, table.resource, table.kind),
    index('pulls_workspace_id_state_due_at_idx').on(table.workspace_id, table.state, table.due_at),
  ],
);

export const signIns = workspaceTable(
  'sign_ins',
  {
    state: text().primaryKey(),
    workspace_id: uuid().notNull(),
    connection_id: uuid().notNull(),
    actor_id: text(),
    sealed: bytes().notNull(),
    expires_at: instant().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'sign_ins_connection_id_fkey',
      columns: [table.connection_id],
      foreignColumns: [connections.id],
    }).onDelete('cascade'),
  ],
);

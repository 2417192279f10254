import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { flows } from './flows.ts';
import { NOW, instant, latest, workspaceTable } from './parts.ts';

/** Conditions whose members are kept: segments that were saved under a name, and those of triggers. */
export const segments = workspaceTable(
  'segments',
  {
    /** For a trigger, the id of its flow. */
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    /** The flow whose trigger it is; null for a saved one. */
    flow_id: uuid(),
    /** Null for a trigger's. */
    name: text(),
    description: text().notNull().default(''),
    condition: jsonb().notNull(),
    /** Whether it is a list, whose people are in `list_members`. */
    by_hand: boolean().notNull().default(false),
    /** Grows with each change of the condition. */
    revision: integer().notNull().default(1),
    created_at: instant().notNull().default(NOW),
    updated_at: instant().notNull().default(NOW),
  },
  (table) => [
    foreignKey({
      name: 'segments_flow_id_fkey',
      columns: [table.flow_id],
      foreignColumns: [flows.id],
    }).onDelete('cascade'),
    uniqueIndex('segments_workspace_id_lower_idx').on(table.workspace_id, sql`lower(name)`),
  ],
);

/** How far everybody has been checked against a segment. */
export const segmentScans = workspaceTable(
  'segment_scans',
  {
    segment_id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    next_at: instant().notNull(),
    cursor: uuid(),
    /** Number of completed passes over all people with the present condition. */
    passes: integer().notNull().default(0),
  },
  (table) => [
    foreignKey({
      name: 'segment_scans_segment_id_fkey',
      columns: [table.segment_id],
      foreignColumns: [segments.id],
    }).onDelete('cascade'),
    index('segment_scans_next_at_idx').on(table.next_at),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
  ],
);

export const segmentMembers = workspaceTable(
  'segment_members',
  {
    workspace_id: uuid().notNull(),
    segment_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    inside: boolean().notNull(),
    crossings: integer().notNull().default(0),
    since: instant().notNull(),
    /** When time alone may change it; null for never. */
    check_at: instant(),
  },
  (table) => [
    primaryKey({ name: 'segment_members_pkey', columns: [table.segment_id, table.customer_id] }),
    foreignKey({
      name: 'segment_members_segment_id_fkey',
      columns: [table.segment_id],
      foreignColumns: [segments.id],
    }).onDelete('cascade'),
    index('segment_members_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
    index('segment_members_segment_id_customer_id_idx')
      .on(table.segment_id, table.customer_id)
      .where(sql`inside`),
    index('segment_members_check_at_idx')
      .on(table.check_at)
      .where(sql`check_at IS NOT NULL`),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
  ],
);

/** Who was put on a list, since when, and by whom. */
export const listMembers = workspaceTable(
  'list_members',
  {
    workspace_id: uuid().notNull(),
    list_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    since: instant().notNull(),
    /** `user`, `key`, `flow` or `import`. */
    by_type: text().notNull(),
    by_name: text(),
  },
  (table) => [
    primaryKey({ name: 'list_members_pkey', columns: [table.list_id, table.customer_id] }),
    foreignKey({
      name: 'list_members_list_id_fkey',
      columns: [table.list_id],
      foreignColumns: [segments.id],
    }).onDelete('cascade'),
    index('list_members_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
    index('list_members_newest').on(table.list_id, latest(table.since), latest(table.customer_id)),
  ],
);

export const segmentChecks = workspaceTable(
  'segment_checks',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    quiet: boolean()
      .notNull()
      .default(sql`COALESCE((current_setting('app.history'::text, true) = 'on'::text), false)`),
  },
  () => [
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

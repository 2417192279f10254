import { sql } from 'drizzle-orm';
import { bigint, index, jsonb, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { instant, latest, NOW, workspaceTable } from './parts.ts';

/** What a store takes back, at most one row for each workspace. */
export const returnPolicies = workspaceTable('return_policies', {
  workspace_id: uuid().primaryKey(),
  settings: jsonb().notNull(),
  updated_at: instant().notNull().default(NOW),
});

/** Returns that customers asked for on the returns page, and those they are filling in. */
export const returns = workspaceTable(
  'returns',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    order_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    /** As people say it: `R-7KM2QX4P`. Its events have it as the id of the return. */
    number: text().notNull(),
    /** `draft` while it is filled in, then `requested`. */
    state: text().notNull().default('draft'),
    /** What comes back, and how much of each line was on its way when it was begun: the same again is the same return. */
    key: text(),
    /** The lines: place in the order, how many, the reason, what they wrote, and the answer to each. */
    items: jsonb().notNull().default([]),
    /** What they would like for it. */
    wish: text(),
    answer: text(),
    rule: text(),
    why: text(),
    /** What was paid for the items, in minor units. */
    value: bigint({ mode: 'number' }).notNull().default(0),
    event_id: uuid(),
    created_at: instant().notNull().default(NOW),
    /** When a draft is forgotten. */
    expires_at: instant(),
    requested_at: instant(),
  },
  (table) => [
    unique('returns_workspace_id_number_key').on(table.workspace_id, table.number),
    unique('returns_workspace_id_key_key').on(table.workspace_id, table.key),
    uniqueIndex('returns_drafts')
      .on(table.workspace_id, table.order_id)
      .where(sql`state = 'draft'`),
    index('returns_workspace_id_order_id_idx').on(table.workspace_id, table.order_id),
    index('returns_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
    index('returns_asked')
      .on(table.workspace_id, latest(table.requested_at), latest(table.id))
      .where(sql`requested_at IS NOT NULL`),
    index('returns_expiring')
      .on(table.workspace_id, table.expires_at)
      .where(sql`expires_at IS NOT NULL`),
  ],
);

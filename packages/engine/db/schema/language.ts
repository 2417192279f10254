import { foreignKey, index, integer, jsonb, text, uuid } from 'drizzle-orm/pg-core';
import { flows } from './flows.ts';
import { NOW, instant, workspaceTable } from './parts.ts';
import { connections } from './settings.ts';

export const brandRules = workspaceTable('brand_rules', {
  workspace_id: uuid().primaryKey(),
  rules: jsonb().notNull().default({}),
  updated_at: instant().notNull().default(NOW),
  updated_by: text().notNull(),
});

export const contentProposals = workspaceTable(
  'content_proposals',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    node: text().notNull(),
    channel: text().notNull(),
    content: jsonb().notNull(),
    angle: text().notNull(),
    language: text().notNull(),
    /** Names of the facts that it uses. */
    facts: jsonb().notNull().default([]),
    /** The facts in words that it was allowed to use. */
    said: jsonb().notNull().default([]),
    /** The model and its connection; null for patterns. */
    written_by: text(),
    connection_id: uuid(),
    proposed_at: instant().notNull(),
    /** Among those that were proposed together. */
    place: integer().notNull().default(0),
    proposed_by: text().notNull(),
    changed_by: text(),
    approved_at: instant(),
    approved_by: text(),
  },
  (table) => [
    foreignKey({
      name: 'content_proposals_flow_id_fkey',
      columns: [table.flow_id],
      foreignColumns: [flows.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'content_proposals_connection_id_fkey',
      columns: [table.connection_id],
      foreignColumns: [connections.id],
    }).onDelete('set null'),
    index('content_proposals_workspace_id_flow_id_node_idx').on(
      table.workspace_id,
      table.flow_id,
      table.node,
    ),
  ],
);

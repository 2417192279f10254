import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  real,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { NOW, instant, latest, workspaceTable } from './parts.ts';

export const flows = workspaceTable(
  'flows',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    state: text().notNull().default('draft'),
    draft: jsonb().notNull(),
    revision: integer().notNull().default(1),
    live_version_id: uuid(),
    template_id: text(),
    salt: text().notNull(),
    paused_at: instant(),
    created_by: text(),
    updated_by: text(),
    created_at: instant().notNull().default(NOW),
    updated_at: instant().notNull().default(NOW),
  },
  (table) => [
    index('flows_live')
      .on(table.workspace_id, table.live_version_id)
      .where(sql`live_version_id IS NOT NULL`),
    index('flows_workspace_id_updated_at_idx').on(table.workspace_id, latest(table.updated_at)),
  ],
);

/** Flows that the store saved as templates of its own. */
export const ownTemplates = workspaceTable(
  'own_templates',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    /** What it is for, in the words of the team. */
    purpose: text().notNull().default(''),
    graph: jsonb().notNull(),
    created_by: text(),
    created_at: instant().notNull().default(NOW),
    updated_at: instant().notNull().default(NOW),
  },
  (table) => [uniqueIndex('own_templates_workspace_id_lower_idx').on(table.workspace_id, sql`lower(name)`)],
);

export const flowVersions = workspaceTable(
  'flow_versions',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    number: integer().notNull(),
    graph: jsonb().notNull(),
    plan_hash: text().notNull(),
    published_at: instant().notNull().default(NOW),
    published_by: text(),
    note: text(),
  },
  (table) => [
    foreignKey({
      name: 'flow_versions_flow_id_fkey',
      columns: [table.flow_id],
      foreignColumns: [flows.id],
    }).onDelete('cascade'),
    unique('flow_versions_workspace_id_flow_id_number_key').on(
      table.workspace_id,
      table.flow_id,
      table.number,
    ),
    index('flow_versions_plan').on(table.workspace_id, table.plan_hash),
  ],
);

export const flowEdits = workspaceTable(
  'flow_edits',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    actor: text().notNull(),
    audit_id: uuid().notNull(),
    graph: jsonb().notNull(),
    name: text().notNull(),
    began_at: instant().notNull(),
    last_at: instant().notNull(),
  },
  (table) => [
    primaryKey({ name: 'flow_edits_pkey', columns: [table.workspace_id, table.flow_id, table.actor] }),
    foreignKey({
      name: 'flow_edits_flow_id_fkey',
      columns: [table.flow_id],
      foreignColumns: [flows.id],
    }).onDelete('cascade'),
  ],
);

export const plans = workspaceTable(
  'plans',
  {
    workspace_id: uuid().notNull(),
    hash: text().notNull(),
    plan: jsonb().notNull(),
    created_at: instant().notNull().default(NOW),
    entry_event: text().generatedAlwaysAs(sql`((plan -> 'trigger'::text) ->> 'event'::text)`),
    entry_also: jsonb().generatedAlwaysAs(sql`((plan -> 'trigger'::text) -> 'also'::text)`),
    entry_source: text().generatedAlwaysAs(
      sql`COALESCE((((plan -> 'trigger'::text) -> 'source'::text) ->> 'type'::text), 'event'::text)`,
    ),
  },
  (table) => [
    primaryKey({ name: 'plans_pkey', columns: [table.workspace_id, table.hash] }),
    index('plans_entry').on(table.workspace_id, table.entry_event),
  ],
);

export const predictions = workspaceTable(
  'predictions',
  {
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    model: text().notNull(),
    /** By the name of the fact. */
    values: jsonb().notNull(),
    predicted_at: instant().notNull(),
  },
  (table) => [
    primaryKey({ name: 'predictions_pkey', columns: [table.customer_id, table.model] }),
    index('predictions_workspace_id_model_idx').on(table.workspace_id, table.model),
  ],
);

/** When somebody is due to buy a product again. Days are of the person's calendar: `2026-04-03`. */
export const reorderDates = workspaceTable(
  'reorder_dates',
  {
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    /** As the store calls it. */
    product_id: text().notNull(),
    model: text().notNull(),
    title: text().notNull(),
    bought_on: text().notNull(),
    due_on: text().notNull(),
    from_on: text().notNull(),
    until_on: text().notNull(),
    /** That they buy it again at all, 0 to 1. */
    chance: real().notNull(),
    predicted_at: instant().notNull(),
  },
  (table) => [
    primaryKey({ name: 'reorder_dates_pkey', columns: [table.customer_id, table.product_id] }),
    index('reorder_dates_workspace_id_due_on_idx').on(table.workspace_id, table.due_on),
    index('reorder_dates_workspace_id_model_idx').on(table.workspace_id, table.model),
  ],
);

export const models = workspaceTable(
  'models',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    name: text().notNull(),
    parameters: jsonb(),
    report: jsonb().notNull().default({}),
    samples: integer().notNull().default(0),
    trained_at: instant().notNull().default(NOW),
    active: boolean().notNull().default(false),
  },
  (table) => [
    uniqueIndex('models_active')
      .on(table.workspace_id, table.name)
      .where(sql`active`),
  ],
);

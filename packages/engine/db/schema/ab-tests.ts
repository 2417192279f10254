import { boolean, foreignKey, index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { flows } from './flows.ts';
import { instant, workspaceTable } from './parts.ts';

export const testPeople = workspaceTable(
  'test_people',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    node: text().notNull(),
    customer_id: uuid().notNull(),
    variant: text().notNull(),
    /** Names the settings it was drawn under. */
    round: text().notNull(),
    enrolment_id: uuid().notNull(),
    enrolled_at: instant().notNull(),
    at: instant().notNull(),
    /** Until then goals count. */
    window_ends_at: instant().notNull(),
    /** Left out: two customers with different variants turned out to be one. */
    in_both: boolean().notNull().default(false),
  },
  (table) => [
    primaryKey({
      name: 'test_people_pkey',
      columns: [table.workspace_id, table.flow_id, table.node, table.customer_id],
    }),
    foreignKey({
      name: 'test_people_flow_id_fkey',
      columns: [table.flow_id],
      foreignColumns: [flows.id],
    }).onDelete('cascade'),
    index('test_people_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
    index('test_people_flow_id_node_round_window_ends_at_idx').on(
      table.flow_id,
      table.node,
      table.round,
      table.window_ends_at,
    ),
  ],
);

export const testChoices = workspaceTable(
  'test_choices',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    node: text().notNull(),
    /** Null where a person took a choice back. */
    variant: text(),
    round: text().notNull(),
    chosen_at: instant().notNull(),
    /** Who chose it; null for the rule. */
    chosen_by: text(),
  },
  (table) => [
    primaryKey({ name: 'test_choices_pkey', columns: [table.workspace_id, table.flow_id, table.node] }),
    foreignKey({
      name: 'test_choices_flow_id_fkey',
      columns: [table.flow_id],
      foreignColumns: [flows.id],
    }).onDelete('cascade'),
  ],
);

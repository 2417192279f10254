import { sql } from 'drizzle-orm';
import { index, integer, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, latest, workspaceTable } from './parts.ts';

/** Changes of loyalty points. */
export const loyaltyEntries = workspaceTable(
  'loyalty_entries',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    /** What it follows from, so that nothing is booked twice. */
    cause: text().notNull(),
    /** Given, or taken when negative. */
    points: integer().notNull(),
    reason: text().notNull().default(''),
    /** `flow`, `person`, `api-key`, or `expiry`. */
    by_type: text().notNull(),
    by_name: text(),
    flow_id: uuid(),
    at: instant().notNull(),
    expires_at: instant(),
    /** What is left of points that were given. */
    remaining: integer().notNull().default(0),
    /** When the person was told that they expire. */
    warned_at: instant(),
  },
  (table) => [
    unique('loyalty_entries_workspace_id_cause_key').on(table.workspace_id, table.cause),
    index('loyalty_entries_workspace_id_customer_id_at_id_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.at),
      latest(table.id),
    ),
    index('loyalty_expiring')
      .on(table.workspace_id, table.expires_at)
      .where(sql`(remaining > 0) AND (expires_at IS NOT NULL)`),
  ],
);

import { sql } from 'drizzle-orm';
import { index, jsonb, pgPolicy, uuid } from 'drizzle-orm/pg-core';
import { instant, workspaceTable } from './parts.ts';

/** What a store's own past says of the flows of the gallery; one row for each store. */
export const entryCounts = workspaceTable(
  'entry_counts',
  {
    workspace_id: uuid().primaryKey(),
    next_at: instant().notNull(),
    /** While a worker counts. */
    claimed_until: instant(),
    counted_at: instant(),
    /** Its orders. */
    store: jsonb().notNull().default({}),
    /** By the id of a template: who would have entered, and what they ordered then. */
    templates: jsonb().notNull().default({}),
  },
  (table) => [
    index('entry_counts_next_at_idx').on(table.next_at),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
  ],
);

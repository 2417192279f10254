import { sql } from 'drizzle-orm';
import { index, jsonb, pgPolicy, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant, NOW, workspaceTable } from './parts.ts';

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

/** Flows that run in other systems: read from a connection, or from a file. They are audited, and never started. */
export const outsideFlows = workspaceTable(
  'outside_flows',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    /** Where it was read: the id of a connection, or `file` and the importer. */
    origin: text().notNull(),
    /** Its id there, or its name in a file. */
    external_id: text().notNull(),
    connection_id: uuid(),
    /** The other system, as people call it. */
    system: text().notNull(),
    name: text().notNull(),
    /** Null when it cannot be read; `problem` says why. */
    graph: jsonb(),
    problem: text(),
    /** What the graph lacks of the original. */
    left_out: jsonb().notNull().default([]),
    read_at: instant().notNull().default(NOW),
  },
  (table) => [
    unique('outside_flows_workspace_id_origin_external_id_key').on(
      table.workspace_id,
      table.origin,
      table.external_id,
    ),
  ],
);

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  numeric,
  primaryKey,
  real,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, latest, workspaceTable } from './parts.ts';

/** The time under one share of the store's own holdout. */
export const holdoutPeriods = workspaceTable(
  'holdout_periods',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    share: real().notNull(),
    started_at: instant().notNull(),
    /** Null for the period in force. */
    ended_at: instant(),
    /** How far the present pass over all people is; null between two passes. */
    cursor: uuid(),
    /** When the last pass was over; null before the first. */
    passed_at: instant(),
  },
  (table) => [
    uniqueIndex('holdout_periods_open')
      .on(table.workspace_id)
      .where(sql`(ended_at IS NULL)`),
    index('holdout_periods_workspace_id_started_at_idx').on(table.workspace_id, latest(table.started_at)),
  ],
);

export const holdoutPeople = workspaceTable(
  'holdout_people',
  {
    workspace_id: uuid().notNull(),
    period_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    held_out: boolean().notNull(),
    /** Two customers of different arms turned out to be one: they are compared with nobody. */
    in_both: boolean().notNull().default(false),
    assigned_at: instant().notNull(),
    /** Of orders placed within the period. */
    orders: integer().notNull().default(0),
    revenue: bigint({ mode: 'number' }).notNull().default(0),
    margin: bigint({ mode: 'number' }).notNull().default(0),
  },
  (table) => [
    primaryKey({
      name: 'holdout_people_pkey',
      columns: [table.workspace_id, table.period_id, table.customer_id],
    }),
    index('holdout_people_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
    index('holdout_people_in_both')
      .on(table.workspace_id, table.period_id)
      .where(sql`in_both`),
    foreignKey({
      name: 'holdout_people_period_id_fkey',
      columns: [table.period_id],
      foreignColumns: [holdoutPeriods.id],
    }).onDelete('cascade'),
  ],
);

export const holdoutSums = workspaceTable(
  'holdout_sums',
  {
    workspace_id: uuid().notNull(),
    period_id: uuid().notNull(),
    held_out: boolean().notNull(),
    shard: integer().notNull(),
    people: bigint({ mode: 'number' }).notNull().default(0),
    converted: bigint({ mode: 'number' }).notNull().default(0),
    orders: bigint({ mode: 'number' }).notNull().default(0),
    revenue: numeric({ mode: 'number' }).notNull().default(0),
    margin: numeric({ mode: 'number' }).notNull().default(0),
    margin_squared: numeric({ mode: 'number' }).notNull().default(0),
  },
  (table) => [
    primaryKey({
      name: 'holdout_sums_pkey',
      columns: [table.workspace_id, table.period_id, table.held_out, table.shard],
    }),
    foreignKey({
      name: 'holdout_sums_period_id_fkey',
      columns: [table.period_id],
      foreignColumns: [holdoutPeriods.id],
    }).onDelete('cascade'),
  ],
);

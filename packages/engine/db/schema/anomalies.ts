import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, latest, workspaceTable } from './parts.ts';

/** A number of the store on a day of its calendar, as it was known on the morning after. */
export const numberDays = workspaceTable(
  'number_days',
  {
    workspace_id: uuid().notNull(),
    /** An id of `STORE_NUMBERS`. */
    metric: text().notNull(),
    /** The channel, flow, product or step; empty for the store. */
    thing: text().notNull().default(''),
    /** `2026-04-03`. */
    day: text().notNull(),
    value: bigint({ mode: 'number' }).notNull(),
    /** What a rate is of; for an amount, the orders. */
    out_of: bigint({ mode: 'number' }).notNull().default(0),
  },
  (table) => [
    primaryKey({
      name: 'number_days_pkey',
      columns: [table.workspace_id, table.metric, table.thing, table.day],
    }),
  ],
);

/** The last day that was looked at, for each store. */
export const anomalyChecks = workspaceTable(
  'anomaly_checks',
  {
    workspace_id: uuid().primaryKey(),
    day: text().notNull().default(''),
    next_at: instant().notNull(),
    /** Numbers that the store has. */
    series: integer().notNull().default(0),
    /** Those of them that have enough days to be judged. */
    judged: integer().notNull().default(0),
  },
  (table) => [
    index('anomaly_checks_next_at_idx').on(table.next_at),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
  ],
);

/** Numbers that were not as usual. */
export const anomalies = workspaceTable(
  'anomalies',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    metric: text().notNull(),
    thing: text().notNull(),
    /** Name of the thing when it was found; empty for the store. */
    name: text().notNull().default(''),
    day: text().notNull(),
    /** The latest day on which it was so again. */
    last_day: text().notNull(),
    /** `low` or `high`. */
    direction: text().notNull(),
    is_worse: boolean().notNull(),
    value: doublePrecision().notNull(),
    expected: doublePrecision().notNull(),
    lower: doublePrecision().notNull(),
    upper: doublePrecision().notNull(),
    /** Robust deviations from what was expected. */
    deviations: doublePrecision().notNull(),
    /** Earlier days or weeks it was compared with. */
    compared: integer().notNull(),
    /** The days before it, with what was expected of each. */
    points: jsonb().notNull(),
    /** Likely causes, the most likely first. */
    causes: jsonb().notNull(),
    found_at: instant().notNull(),
    seen_at: instant(),
    seen_by: text(),
    seen_name: text(),
  },
  (table) => [
    unique('anomalies_workspace_id_metric_thing_direction_day_key').on(
      table.workspace_id,
      table.metric,
      table.thing,
      table.direction,
      table.day,
    ),
    index('anomalies_workspace_id_found_at_id_idx').on(
      table.workspace_id,
      latest(table.found_at),
      latest(table.id),
    ),
    index('anomalies_open')
      .on(table.workspace_id)
      .where(sql`seen_at IS NULL`),
  ],
);

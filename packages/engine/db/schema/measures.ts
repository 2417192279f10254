import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  numeric,
  pgPolicy,
  primaryKey,
  real,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { NOW, instant, latest, workspaceTable } from './parts.ts';

export const counterChanges = workspaceTable(
  'counter_changes',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    version_id: uuid().notNull(),
    node: text().notNull(),
    metric: text().notNull(),
    hour: instant().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    index('counter_changes_workspace_id_flow_id_idx').on(table.workspace_id, table.flow_id),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
  ],
);

export const counterRollups = workspaceTable(
  'counter_rollups',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    version_id: uuid().notNull(),
    node: text().notNull(),
    metric: text().notNull(),
    hour: instant().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'counter_rollups_pkey',
      columns: [table.workspace_id, table.flow_id, table.version_id, table.node, table.metric, table.hour],
    }),
    index('counter_rollups_workspace_id_hour_idx').on(table.workspace_id, latest(table.hour)),
  ],
);

/** Sums of `counter_rollups` over all hours, kept by its triggers. */
export const counterTotals = workspaceTable(
  'counter_totals',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    version_id: uuid().notNull(),
    node: text().notNull(),
    metric: text().notNull(),
    amount: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'counter_totals_pkey',
      columns: [table.workspace_id, table.flow_id, table.version_id, table.node, table.metric],
    }),
  ],
);

/** How often the success and failure events of a large flow happened to its people, by the version they entered. */
export const flowMetricCounts = workspaceTable(
  'flow_metric_counts',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    version_id: uuid().notNull(),
    event: text().notNull(),
    /** Only of people whose outcome window was over. */
    over: boolean().notNull(),
    held_out: boolean().notNull(),
    people: bigint({ mode: 'number' }).notNull(),
    happened: bigint({ mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({
      name: 'flow_metric_counts_pkey',
      columns: [table.workspace_id, table.flow_id, table.event, table.over, table.version_id, table.held_out],
    }),
  ],
);

/** When they were counted. */
export const flowMetricRuns = workspaceTable(
  'flow_metric_runs',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    event: text().notNull(),
    over: boolean().notNull(),
    counted_at: instant().notNull(),
    took_ms: integer().notNull(),
    /** False when only the latest entries were counted. */
    whole: boolean().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'flow_metric_runs_pkey',
      columns: [table.workspace_id, table.flow_id, table.event, table.over],
    }),
  ],
);

/** What a large flow did for the store besides its lift, as a worker counted it. */
export const flowFigures = workspaceTable(
  'flow_figures',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    counted_at: instant().notNull(),
    took_ms: integer().notNull(),
    rows: jsonb().notNull(),
    groups: jsonb().notNull(),
    paired: jsonb().notNull(),
  },
  (table) => [primaryKey({ name: 'flow_figures_pkey', columns: [table.workspace_id, table.flow_id] })],
);

/** What happened on a day of a large store that is over, as a worker added it up. */
export const reportDays = workspaceTable(
  'report_days',
  {
    workspace_id: uuid().notNull(),
    day: text().notNull(),
    sums: jsonb().notNull(),
    products: jsonb().notNull(),
    summed_at: instant().notNull(),
  },
  (table) => [primaryKey({ name: 'report_days_pkey', columns: [table.workspace_id, table.day] })],
);

/** The calendar and the currency in which days were added up, how far back, and when they are added up next. */
export const reportDayRuns = workspaceTable(
  'report_day_runs',
  {
    workspace_id: uuid().primaryKey(),
    zone: text().notNull(),
    currency: text().notNull(),
    next_at: instant().notNull(),
    older_day: text().notNull().default(''),
  },
  (table) => [
    index('report_day_runs_next_at_idx').on(table.next_at),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
  ],
);

export const flowPeople = workspaceTable(
  'flow_people',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    held_out: boolean().notNull(),
    share: real().notNull(),
    first_entered_at: instant().notNull(),
    last_entered_at: instant().notNull(),
    entries: integer().notNull().default(1),
    orders: integer().notNull().default(0),
    revenue: bigint({ mode: 'number' }).notNull().default(0),
    margin: bigint({ mode: 'number' }).notNull().default(0),
    first_order_at: instant(),
    version_id: uuid().notNull(),
    /** When orders stop counting for this person, by the version they entered first. */
    window_ends_at: instant().notNull(),
    /** The same, rounded up: people whose windows end together are summed together. */
    cohort_ends_at: instant().notNull(),
    /** Two customers of different arms turned out to be one: they are compared with nobody. */
    in_both: boolean().notNull().default(false),
    /** In the store's own holdout when they first entered: they are compared with nobody. */
    globally_held_out: boolean().notNull().default(false),
  },
  (table) => [
    index('flow_people_in_both')
      .on(table.workspace_id, table.flow_id)
      .where(sql`in_both`),
    primaryKey({ name: 'flow_people_pkey', columns: [table.workspace_id, table.flow_id, table.customer_id] }),
    index('flow_people_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
  ],
);

export const armSums = workspaceTable(
  'arm_sums',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    held_out: boolean().notNull(),
    share: real().notNull(),
    shard: integer().notNull(),
    people: bigint({ mode: 'number' }).notNull().default(0),
    converted: bigint({ mode: 'number' }).notNull().default(0),
    orders: bigint({ mode: 'number' }).notNull().default(0),
    revenue: numeric({ mode: 'number' }).notNull().default(0),
    margin: numeric({ mode: 'number' }).notNull().default(0),
    margin_squared: numeric({ mode: 'number' }).notNull().default(0),
    version_id: uuid().notNull(),
    cohort_ends_at: instant().notNull(),
  },
  (table) => [
    primaryKey({
      name: 'arm_sums_pkey',
      columns: [
        table.workspace_id,
        table.flow_id,
        table.version_id,
        table.cohort_ends_at,
        table.held_out,
        table.share,
        table.shard,
      ],
    }),
  ],
);

export const armHistory = workspaceTable(
  'arm_history',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    at: instant().notNull(),
    report: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ name: 'arm_history_pkey', columns: [table.workspace_id, table.flow_id, table.at] }),
  ],
);

export const orderLedger = workspaceTable(
  'order_ledger',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    order_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    held_out: boolean().notNull(),
    share: real().notNull(),
    placed_at: instant().notNull(),
    orders: integer().notNull(),
    gross: bigint({ mode: 'number' }).notNull(),
    discount: bigint({ mode: 'number' }).notNull(),
    tax: bigint({ mode: 'number' }).notNull(),
    refunded: bigint({ mode: 'number' }).notNull(),
    net: bigint({ mode: 'number' }).notNull(),
    revenue: bigint({ mode: 'number' }).notNull(),
    cost: bigint({ mode: 'number' }).notNull(),
    margin: bigint({ mode: 'number' }).notNull(),
    settled_at: instant().notNull().default(NOW),
  },
  (table) => [
    primaryKey({ name: 'order_ledger_pkey', columns: [table.workspace_id, table.flow_id, table.order_id] }),
    index('order_ledger_workspace_id_flow_id_customer_id_idx').on(
      table.workspace_id,
      table.flow_id,
      table.customer_id,
    ),
    index('order_ledger_workspace_id_order_id_idx').on(table.workspace_id, table.order_id),
  ],
);

export const attributions = workspaceTable(
  'attributions',
  {
    workspace_id: uuid().notNull(),
    order_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    version_id: uuid().notNull(),
    node: text().notNull(),
    message_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    revenue: bigint({ mode: 'number' }).notNull(),
    margin: bigint({ mode: 'number' }).notNull(),
    discount: bigint({ mode: 'number' }).notNull(),
    how: text().notNull(),
    at: instant().notNull(),
  },
  (table) => [
    primaryKey({ name: 'attributions_pkey', columns: [table.workspace_id, table.order_id] }),
    index('attributions_workspace_id_flow_id_at_idx').on(table.workspace_id, table.flow_id, latest(table.at)),
  ],
);

import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { NOW, instant, latest, workspaceTable } from './parts.ts';
import { flows } from './flows.ts';
import { flowVersions } from './flows.ts';

export const enrolments = workspaceTable(
  'enrolments',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    version_id: uuid().notNull(),
    plan_hash: text().notNull(),
    /** Null when the flow is about something without a customer. */
    customer_id: uuid(),
    key: text().notNull(),
    state: text().notNull().default('running'),
    held_out: boolean().notNull(),
    seq: integer().notNull().default(0),
    cursor: jsonb().notNull(),
    instruction: jsonb(),
    wake_at: instant(),
    due_while_paused: instant(),
    event_id: uuid(),
    event_at: instant(),
    cart_id: uuid(),
    order_id: uuid(),
    product_id: uuid(),
    entered_at: instant().notNull(),
    ended_at: instant(),
    end_reason: text(),
    error: text(),
    skip_overdue: boolean().notNull().default(false),
    updated_at: instant().notNull().default(NOW),
    /** The flow's subject, when it is not a person. */
    subject: text(),
  },
  (table) => [
    foreignKey({ name: 'enrolments_flow_id_fkey', columns: [table.flow_id], foreignColumns: [flows.id] }),
    foreignKey({
      name: 'enrolments_version_id_fkey',
      columns: [table.version_id],
      foreignColumns: [flowVersions.id],
    }),
    index('enrolments_held')
      .on(table.workspace_id, table.flow_id, table.due_while_paused)
      .where(sql`due_while_paused IS NOT NULL`),
    index('enrolments_of_nobody')
      .on(table.workspace_id, table.subject)
      .where(sql`(customer_id IS NULL) AND (ended_at IS NULL)`),
    index('enrolments_of_things')
      .on(table.workspace_id, table.flow_id, table.key, latest(table.entered_at))
      .where(sql`subject IS NOT NULL`),
    uniqueIndex('enrolments_one_running')
      .on(table.workspace_id, table.flow_id, table.key)
      .where(sql`ended_at IS NULL`),
    index('enrolments_running')
      .on(table.workspace_id, table.flow_id, table.id)
      .where(sql`ended_at IS NULL`),
    index('enrolments_workspace_id_customer_id_entered_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.entered_at),
    ),
    index('enrolments_workspace_id_flow_id_entered_at_idx').on(
      table.workspace_id,
      table.flow_id,
      latest(table.entered_at),
    ),
  ],
);

export const listens = workspaceTable(
  'listens',
  {
    workspace_id: uuid().notNull(),
    customer_id: uuid(),
    event: text().notNull(),
    enrolment_id: uuid().notNull(),
    purpose: text().notNull(),
    match: text().notNull(),
    match_id: text(),
    rule: integer().notNull().default(0),
  },
  (table) => [
    index('listens_enrolment_id_idx').on(table.enrolment_id),
    index('listens_workspace_id_customer_id_event_idx').on(
      table.workspace_id,
      table.customer_id,
      table.event,
    ),
  ],
);

export const wakes = workspaceTable(
  'wakes',
  {
    workspace_id: uuid().notNull(),
    enrolment_id: uuid().notNull(),
    event_id: uuid().notNull(),
    occurred_at: instant().notNull(),
    purpose: text().notNull(),
    rule: integer().notNull().default(0),
    created_at: instant().notNull().default(NOW),
    consumed_seq: integer(),
  },
  (table) => [
    primaryKey({ name: 'wakes_pkey', columns: [table.enrolment_id, table.event_id] }),
    index('wakes_enrolment_id_idx')
      .on(table.enrolment_id)
      .where(sql`consumed_seq IS NULL`),
  ],
);

export const outbox = workspaceTable(
  'outbox',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    workspace_id: uuid().notNull(),
    enrolment_id: uuid().notNull(),
    kind: text().notNull(),
    attempts: integer().notNull().default(0),
    not_before: instant().notNull().default(NOW),
    created_at: instant().notNull().default(NOW),
    seq: integer(),
    wait_until: instant(),
  },
  (table) => [
    index('outbox_not_before_id_idx').on(table.not_before, table.id),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
    pgPolicy('router_locks', {
      for: 'update',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
      withCheck: sql`false`,
    }),
  ],
);

/** Partitioned by month of `at`; the migrations create the partitions. */
export const traces = workspaceTable(
  'traces',
  {
    workspace_id: uuid().notNull(),
    enrolment_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    customer_id: uuid(),
    seq: integer().notNull(),
    ordinal: integer().notNull(),
    at: instant().notNull(),
    node: text(),
    visit: integer().notNull().default(0),
    what: text().notNull(),
    port: text(),
    sentence: text().notNull(),
    data: jsonb(),
  },
  (table) => [
    primaryKey({ name: 'traces_pkey', columns: [table.enrolment_id, table.seq, table.ordinal, table.at] }),
    index('traces_workspace_id_customer_id_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.at),
    ),
  ],
);

/** Partitioned by month of `at`; the migrations create the partitions. */
export const decisions = workspaceTable(
  'decisions',
  {
    id: uuid().notNull(),
    workspace_id: uuid().notNull(),
    enrolment_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    customer_id: uuid(),
    node: text().notNull(),
    visit: integer().notNull(),
    model: text().notNull(),
    decided_by: text().notNull(),
    inputs: jsonb().notNull(),
    options: jsonb().notNull(),
    chosen: text().notNull(),
    probability: doublePrecision(),
    score: doublePrecision(),
    explanation: jsonb().notNull(),
    at: instant().notNull(),
    cart_id: uuid(),
    silent: boolean().notNull(),
    reward: bigint({ mode: 'number' }),
    rewarded_at: instant(),
    /** Of somebody in the store's own holdout: nothing is learned from it. */
    globally_held_out: boolean().notNull().default(false),
    /** The option that somebody of the team said was right, which may be the chosen one; who, and when. */
    right_option: text(),
    right_by: text(),
    right_by_name: text(),
    right_at: instant(),
  },
  (table) => [
    primaryKey({ name: 'decisions_pkey', columns: [table.id, table.at] }),
    index('decisions_enrolment_id_idx').on(table.enrolment_id),
    index('decisions_workspace_id_customer_id_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.at),
    ),
    index('decisions_workspace_id_flow_id_at_idx').on(table.workspace_id, table.flow_id, latest(table.at)),
    index('decisions_workspace_id_model_at_idx').on(table.workspace_id, table.model, latest(table.at)),
  ],
);

/** Partitioned by month of `at`; the migrations create the partitions. */
export const entryRefusals = workspaceTable(
  'entry_refusals',
  {
    id: uuid().notNull(),
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    customer_id: uuid(),
    event_id: uuid(),
    at: instant().notNull(),
    reason: text().notNull(),
    sentence: text().notNull(),
  },
  (table) => [
    primaryKey({ name: 'entry_refusals_pkey', columns: [table.id, table.at] }),
    index('entry_refusals_workspace_id_customer_id_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.at),
    ),
  ],
);

export const waitingArrivals = workspaceTable(
  'waiting_arrivals',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    event_id: uuid().notNull(),
    occurred_at: instant().notNull(),
    customer_id: uuid(),
    arrived_at: instant().notNull(),
    subject: text(),
  },
  (table) => [
    primaryKey({ name: 'waiting_arrivals_pkey', columns: [table.flow_id, table.event_id] }),
    foreignKey({
      name: 'waiting_arrivals_flow_id_fkey',
      columns: [table.flow_id],
      foreignColumns: [flows.id],
    }).onDelete('cascade'),
    index('waiting_arrivals_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
  ],
);

export const rechecks = workspaceTable(
  'rechecks',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
  },
  () => [
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
    pgPolicy('router_locks', {
      for: 'update',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
      withCheck: sql`false`,
    }),
  ],
);

/** Partitioned by month of `enrolled_at`; the migrations create the partitions. */
export const calls = workspaceTable(
  'calls',
  {
    id: uuid().notNull(),
    workspace_id: uuid().notNull(),
    enrolled_at: instant().notNull(),
    enrolment_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    version_id: uuid().notNull(),
    node: text().notNull(),
    visit: integer().notNull(),
    part: text().notNull(),
    /** Null in a flow about something without a customer. */
    customer_id: uuid(),
    capability: text().notNull(),
    input: jsonb().notNull(),
    /**
     * Texts filled in for the first attempt, so that later attempts repeat it exactly; null before it and
     * after the end.
     */
    texts: jsonb(),
    status: text().notNull(),
    connection_id: uuid(),
    attempts: integer().notNull().default(0),
    /** True after an attempt whose answer never came. */
    in_doubt: boolean().notNull().default(false),
    planned_at: instant().notNull(),
    held_until: instant(),
    calling_at: instant(),
    settled_at: instant(),
    reason: text(),
    sentence: text(),
    result: jsonb(),
  },
  (table) => [
    primaryKey({
      name: 'calls_pkey',
      columns: [table.enrolment_id, table.node, table.visit, table.part, table.enrolled_at],
    }),
    index('calls_id_idx').on(table.id),
    index('calls_workspace_id_customer_id_planned_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.planned_at),
    ),
    index('calls_workspace_id_flow_id_planned_at_idx').on(
      table.workspace_id,
      table.flow_id,
      latest(table.planned_at),
    ),
    index('calls_workspace_id_planned_at_id_idx').on(
      table.workspace_id,
      latest(table.planned_at),
      latest(table.id),
    ),
    index('calls_workspace_id_planned_at_idx')
      .on(table.workspace_id, latest(table.planned_at))
      .where(sql`status = 'unknown'::text`),
    index('calls_workspace_id_reason_idx')
      .on(table.workspace_id, table.reason)
      .where(sql`(status = 'planned'::text) AND (reason IS NOT NULL)`),
  ],
);

export const triggerSources = workspaceTable(
  'trigger_sources',
  {
    workspace_id: uuid().notNull(),
    flow_id: uuid().primaryKey(),
    type: text().notNull(),
    plan_hash: text().notNull(),
    fingerprint: text().notNull(),
    began_at: instant().notNull(),
    looked_until: instant().notNull(),
    next_at: instant().notNull(),
    cursor: uuid(),
    pass_until: instant(),
    /** Number of completed passes over all people. */
    passes: integer().notNull().default(0),
  },
  (table) => [
    foreignKey({
      name: 'trigger_sources_flow_id_fkey',
      columns: [table.flow_id],
      foreignColumns: [flows.id],
    }).onDelete('cascade'),
    index('trigger_sources_next_at_idx').on(table.next_at),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
  ],
);

export const productChanges = workspaceTable(
  'product_changes',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    workspace_id: uuid().notNull(),
    product_id: uuid().notNull(),
    stock_before: integer(),
    stock_after: integer(),
    price_before: bigint({ mode: 'number' }),
    price_after: bigint({ mode: 'number' }),
    at: instant().notNull().default(NOW),
  },
  () => [
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
    pgPolicy('router_locks', {
      for: 'update',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
      withCheck: sql`false`,
    }),
  ],
);

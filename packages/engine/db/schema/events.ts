import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgPolicy,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { NOW, instant, latest, workspaceTable } from './parts.ts';

/** Partitioned by month of `occurred_at`; the migrations create the partitions. */
export const events = workspaceTable(
  'events',
  {
    id: uuid().notNull(),
    workspace_id: uuid().notNull(),
    customer_id: uuid(),
    type: text().notNull(),
    occurred_at: instant().notNull(),
    received_at: instant().notNull().default(NOW),
    source: text().notNull(),
    value: bigint({ mode: 'number' }),
    currency: text(),
    cart_id: uuid(),
    order_id: uuid(),
    product_id: uuid(),
    message_id: uuid(),
    properties: jsonb().notNull().default({}),
  },
  (table) => [
    primaryKey({ name: 'events_pkey', columns: [table.id, table.occurred_at] }),
    index('events_counted_daily')
      .on(table.workspace_id, table.type, table.occurred_at)
      .where(
        sql`type = ANY (ARRAY['customer-unsubscribed'::text, 'message-complained'::text, 'ticket-opened'::text])`,
      ),
    index('events_of_nobody_cart')
      .on(table.cart_id)
      .where(sql`(customer_id IS NULL) AND (cart_id IS NOT NULL)`),
    index('events_of_nobody_order')
      .on(table.order_id)
      .where(sql`(customer_id IS NULL) AND (order_id IS NOT NULL)`),
    index('events_workspace_id_customer_id_occurred_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.occurred_at),
    ),
    index('events_workspace_id_customer_id_type_occurred_at_idx').on(
      table.workspace_id,
      table.customer_id,
      table.type,
      latest(table.occurred_at),
    ),
    index('events_workspace_id_occurred_at_idx').on(table.workspace_id, latest(table.occurred_at)),
    index('events_workspace_id_product_id_occurred_at_idx')
      .on(table.workspace_id, table.product_id, latest(table.occurred_at))
      .where(sql`product_id IS NOT NULL`),
  ],
);

export const eventKeys = workspaceTable(
  'event_keys',
  {
    workspace_id: uuid().notNull(),
    key: text().notNull(),
    event_id: uuid().notNull(),
  },
  (table) => [
    primaryKey({ name: 'event_keys_pkey', columns: [table.workspace_id, table.key] }),
    index('event_keys_event').using('brin', sql`event_id) WITH (autosummarize='on'`),
  ],
);

export const eventQueue = workspaceTable(
  'event_queue',
  {
    id: bigint({ mode: 'number' }).generatedAlwaysAsIdentity().primaryKey(),
    workspace_id: uuid().notNull(),
    event_id: uuid().notNull(),
    occurred_at: instant().notNull(),
    customer_id: uuid(),
    attempts: integer().notNull().default(0),
    not_before: instant().notNull().default(NOW),
    last_error: text(),
    created_at: instant().notNull().default(NOW),
    wanted: boolean().notNull().default(false),
    type: text(),
    is_late: boolean().notNull().default(false),
    subject: text(),
  },
  (table) => [
    index('event_queue_of_things')
      .on(table.subject, table.id)
      .where(sql`customer_id IS NULL`),
    index('event_queue_person').on(table.customer_id, table.id),
    index('event_queue_wanted')
      .on(table.id)
      .where(sql`wanted`),
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

export const knownFacts = workspaceTable(
  'known_facts',
  {
    workspace_id: uuid().notNull(),
    fact: text().notNull(),
    type: text().notNull(),
    people: integer().notNull(),
    more_values: boolean().notNull().default(false),
    gathered_at: instant().notNull(),
  },
  (table) => [
    primaryKey({ name: 'known_facts_pkey', columns: [table.workspace_id, table.fact] }),
    pgPolicy('router', {
      for: 'select',
      using: sql`((current_setting('app.router'::text, true) = 'on'::text) AND (fact = ''::text))`,
    }),
  ],
);

export const knownValues = workspaceTable(
  'known_values',
  {
    workspace_id: uuid().notNull(),
    fact: text().notNull(),
    value: text().notNull(),
    label: text().notNull(),
    image: text(),
    people: integer().notNull(),
  },
  (table) => [
    primaryKey({ name: 'known_values_pkey', columns: [table.workspace_id, table.fact, table.value] }),
    index('known_values_workspace_id_fact_people_idx').on(
      table.workspace_id,
      table.fact,
      latest(table.people),
    ),
  ],
);

export const visitChecks = workspaceTable(
  'visit_checks',
  {
    message_id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    enrolled_at: instant().notNull(),
    due_at: instant().notNull(),
  },
  (table) => [
    index('visit_checks_due_at_idx').on(table.due_at),
    pgPolicy('router', {
      for: 'select',
      using: sql`(current_setting('app.router'::text, true) = 'on'::text)`,
    }),
  ],
);

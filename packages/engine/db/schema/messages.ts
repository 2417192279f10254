import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgPolicy, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { NOW, instant, latest, workspaceTable } from './parts.ts';
import { connections } from './settings.ts';

/** Partitioned by month of `enrolled_at`; the migrations create the partitions. */
export const messages = workspaceTable(
  'messages',
  {
    id: uuid().notNull(),
    workspace_id: uuid().notNull(),
    enrolled_at: instant().notNull(),
    enrolment_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    version_id: uuid().notNull(),
    node: text().notNull(),
    visit: integer().notNull(),
    customer_id: uuid().notNull(),
    channel: text().notNull(),
    purpose: text().notNull(),
    status: text().notNull(),
    address: text(),
    subject: text(),
    html: text(),
    body: text(),
    headers: jsonb(),
    links: jsonb(),
    /** What only its channel has, such as buttons and a picture. */
    parts: jsonb(),
    segments: integer(),
    code: text(),
    cart_id: uuid(),
    planned_at: instant().notNull(),
    held_until: instant(),
    held_since: instant(),
    reason: text(),
    sentence: text(),
    attempts: integer().notNull().default(0),
    connection_id: uuid(),
    provider_id: text(),
    sending_at: instant(),
    sent_at: instant(),
    delivered_at: instant(),
    opened_at: instant(),
    clicked_at: instant(),
    bounced_at: instant(),
    unsubscribed_at: instant(),
    settled_at: instant(),
    visits: jsonb(),
  },
  (table) => [
    primaryKey({
      name: 'messages_pkey',
      columns: [table.enrolment_id, table.node, table.visit, table.enrolled_at],
    }),
    index('messages_id_idx').on(table.id),
    index('messages_waiting')
      .on(table.workspace_id, table.id)
      .where(sql`(status = 'held'::text) OR ((status = 'planned'::text) AND (reason IS NOT NULL))`),
    index('messages_workspace_id_connection_id_provider_id_idx')
      .on(table.workspace_id, table.connection_id, table.provider_id)
      .where(sql`provider_id IS NOT NULL`),
    index('messages_workspace_id_customer_id_planned_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.planned_at),
    ),
    index('messages_workspace_id_flow_id_planned_at_idx').on(
      table.workspace_id,
      table.flow_id,
      latest(table.planned_at),
    ),
    index('messages_workspace_id_planned_at_id_idx').on(
      table.workspace_id,
      latest(table.planned_at),
      latest(table.id),
    ),
    index('messages_workspace_id_sent_at_idx')
      .on(table.workspace_id, latest(table.sent_at))
      .where(sql`sent_at IS NOT NULL`),
  ],
);

export const testMessages = workspaceTable(
  'test_messages',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    at: instant().notNull(),
    by_name: text(),
    channel: text().notNull(),
    address: text().notNull(),
    flow_id: uuid(),
    status: text().notNull(),
    sentence: text().notNull(),
    subject: text(),
    html: text(),
    body: text(),
    parts: jsonb(),
    segments: integer(),
    connection_id: uuid(),
    /** `test`, or `confirmation`: the mail by which somebody confirms a form. */
    purpose: text().notNull().default('test'),
  },
  (table) => [
    index('test_messages_workspace_id_at_id_idx').on(table.workspace_id, latest(table.at), latest(table.id)),
  ],
);

export const touches = workspaceTable(
  'touches',
  {
    workspace_id: uuid().notNull(),
    customer_id: uuid().notNull(),
    message_id: uuid().primaryKey(),
    channel: text().notNull(),
    purpose: text().notNull(),
    flow_id: uuid().notNull(),
    cart_id: uuid(),
    at: instant().notNull(),
  },
  (table) => [
    index('touches_workspace_id_customer_id_at_idx').on(
      table.workspace_id,
      table.customer_id,
      latest(table.at),
    ),
  ],
);

/** What a person answered to a question of a message. */
export const surveyAnswers = workspaceTable(
  'survey_answers',
  {
    message_id: uuid().notNull(),
    /** Position of the question among the blocks of the message, from 0. */
    block: integer().notNull(),
    workspace_id: uuid().notNull(),
    enrolled_at: instant().notNull(),
    customer_id: uuid().notNull(),
    flow_id: uuid().notNull(),
    node: text().notNull(),
    /** The question as it was asked. */
    survey: jsonb().notNull(),
    /** Answers that were given and are not judged yet. */
    presses: jsonb().notNull().default([]),
    /** When they are judged; null while there are none. */
    due_at: instant(),
    value: text(),
    comment: text().notNull().default(''),
    answered_at: instant(),
    /** The event that was made of it. */
    event_id: uuid(),
    event_at: instant(),
  },
  (table) => [
    primaryKey({ name: 'survey_answers_pkey', columns: [table.message_id, table.block] }),
    index('survey_answers_workspace_id_customer_id_idx').on(table.workspace_id, table.customer_id),
  ],
);

export const shortLinks = workspaceTable(
  'short_links',
  {
    code: text().primaryKey(),
    workspace_id: uuid().notNull(),
    message_id: uuid().notNull(),
    enrolled_at: instant().notNull(),
    link: integer().notNull(),
    url: text().notNull(),
    created_at: instant().notNull().default(NOW),
  },
  (table) => [
    index('short_links_message_id_idx').on(table.message_id),
    pgPolicy('caller', {
      for: 'select',
      using: sql`(code = NULLIF(current_setting('app.short_link'::text, true), ''::text))`,
    }),
  ],
);

export const sendSlots = workspaceTable(
  'send_slots',
  {
    workspace_id: uuid().notNull(),
    connection_id: uuid().primaryKey(),
    next_at: instant().notNull(),
  },
  (table) => [
    foreignKey({
      name: 'send_slots_connection_id_fkey',
      columns: [table.connection_id],
      foreignColumns: [connections.id],
    }).onDelete('cascade'),
  ],
);

export const lookUps = workspaceTable(
  'look_ups',
  {
    message_id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    enrolled_at: instant().notNull(),
    connection_id: uuid().notNull(),
    attempted_at: instant().notNull(),
    due_at: instant().notNull(),
    tries: integer().notNull().default(0),
  },
  (table) => [
    foreignKey({
      name: 'look_ups_connection_id_fkey',
      columns: [table.connection_id],
      foreignColumns: [connections.id],
    }).onDelete('cascade'),
    index('look_ups_workspace_id_due_at_idx').on(table.workspace_id, table.due_at),
  ],
);

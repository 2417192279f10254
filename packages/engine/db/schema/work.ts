import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, latest, workspaceTable } from './parts.ts';

/** What flows ask people to decide or do. Its id is that of the call that opened it, so there is one of it. */
export const workItems = workspaceTable(
  'work_items',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    kind: text().notNull(),
    title: text().notNull(),
    details: text().notNull().default(''),
    risk: text().notNull().default(''),
    facts: jsonb().notNull().default([]),
    /** Texts that the person checks and may change before they are used. */
    drafts: jsonb().notNull().default([]),
    flow_id: uuid().notNull(),
    enrolment_id: uuid().notNull(),
    enrolled_at: instant().notNull(),
    node: text().notNull(),
    customer_id: uuid(),
    /** Everybody with this role; null with no person for anyone who may. */
    for_role: text(),
    for_person: text(),
    /** Whom it goes to when the deadline passes; both null for nobody. */
    next_role: text(),
    next_person: text(),
    deadline_at: instant(),
    /** Whether the flow waits for the answer. */
    awaited: boolean().notNull(),
    state: text().notNull().default('open'),
    answer: text(),
    comment: text(),
    answered_by: text(),
    answered_name: text(),
    /** Grows with each change. */
    revision: integer().notNull().default(1),
    opened_at: instant().notNull(),
    closed_at: instant(),
  },
  (table) => [
    index('work_items_open')
      .on(table.workspace_id, table.deadline_at, table.id)
      .where(sql`state = 'open'`),
    index('work_items_enrolment')
      .on(table.enrolment_id)
      .where(sql`state = 'open'`),
    index('work_items_workspace_id_closed_at_idx').on(table.workspace_id, latest(table.closed_at)),
    index('work_items_customer_id_idx').on(table.customer_id),
  ],
);

/** What happened to a piece of work: its history, and the comments of the team. */
export const workNotes = workspaceTable(
  'work_notes',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    work_id: uuid().notNull(),
    at: instant().notNull(),
    what: text().notNull(),
    by_id: text(),
    by_name: text(),
    /** Who it went to, or the answer, in words. */
    said: text().notNull().default(''),
    comment: text(),
  },
  (table) => [
    foreignKey({
      name: 'work_notes_work_id_fkey',
      columns: [table.work_id],
      foreignColumns: [workItems.id],
    }).onDelete('cascade'),
    index('work_notes_work_id_at_idx').on(table.work_id, table.at),
  ],
);

/** E-mails to the team about work: one row each, written before it is sent. */
export const workMails = workspaceTable(
  'work_mails',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    /** Null for a daily summary. */
    work_id: uuid(),
    person: text().notNull(),
    why: text().notNull(),
    /** The note that caused it, or the day: one e-mail each. */
    cause: text().notNull(),
    state: text().notNull().default('waiting'),
    problem: text(),
    planned_at: instant().notNull(),
    due_at: instant().notNull(),
    settled_at: instant(),
  },
  (table) => [
    foreignKey({
      name: 'work_mails_work_id_fkey',
      columns: [table.work_id],
      foreignColumns: [workItems.id],
    }).onDelete('cascade'),
    unique('work_mails_workspace_id_person_cause_key').on(table.workspace_id, table.person, table.cause),
    index('work_mails_due')
      .on(table.workspace_id, table.due_at)
      .where(sql`state in ('waiting', 'sending')`),
  ],
);

/** Which e-mails about work a member of the team wants. */
export const workMailChoices = workspaceTable(
  'work_mail_choices',
  {
    workspace_id: uuid().notNull(),
    person: text().notNull(),
    /** off, each or daily. */
    wants: text().notNull(),
    /** Minute of the day of the summary, in the store's time zone. */
    minute: integer().notNull(),
  },
  (table) => [primaryKey({ name: 'work_mail_choices_pkey', columns: [table.workspace_id, table.person] })],
);

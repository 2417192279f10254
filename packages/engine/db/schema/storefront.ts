import { sql } from 'drizzle-orm';
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, NOW, workspaceTable } from './parts.ts';
import { connections } from './settings.ts';

/** The snippet on the pages of a store, at most one for each workspace. */
export const storefronts = workspaceTable(
  'storefronts',
  {
    workspace_id: uuid().primaryKey(),
    /** Public: every visitor of the store can read it. */
    site_key: text().notNull().unique('storefronts_site_key_key'),
    /** Addresses whose pages may send, such as `https://shop.example`. */
    origins: text().array().notNull().default([]),
    /** The store whose products the pages show; null for those of the API. */
    connection_id: uuid(),
    takes_carts: boolean().notNull().default(true),
    asks_consent: boolean().notNull().default(true),
    /** Whether a sandboxed pixel, which has no address, may send. */
    takes_pixel: boolean().notNull().default(false),
    last_event_at: instant(),
    last_event_type: text(),
    refused_origin: text(),
    refused_at: instant(),
    created_at: instant().notNull().default(NOW),
  },
  (table) => [
    foreignKey({
      name: 'storefronts_connection_id_fkey',
      columns: [table.connection_id],
      foreignColumns: [connections.id],
    }).onDelete('set null'),
    pgPolicy('caller', {
      for: 'select',
      using: sql`(site_key = NULLIF(current_setting('app.site_key'::text, true), ''::text))`,
    }),
  ],
);

export const storefrontForms = workspaceTable(
  'storefront_forms',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    kind: text().notNull(),
    name: text().notNull(),
    settings: jsonb().notNull(),
    live: boolean().notNull().default(true),
    submitted: integer().notNull().default(0),
    confirmed: integer().notNull().default(0),
    created_at: instant().notNull().default(NOW),
    updated_at: instant().notNull().default(NOW),
  },
  (table) => [
    uniqueIndex('storefront_forms_workspace_id_lower_idx').on(table.workspace_id, sql`lower(name)`),
  ],
);

/** What somebody filled in, until they confirm it. */
export const storefrontSubmissions = workspaceTable(
  'storefront_submissions',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    form_id: uuid().notNull(),
    email: text().notNull(),
    answers: jsonb().notNull().default({}),
    page: text(),
    anonymous_id: text(),
    state: text().notNull().default('waiting'),
    /** When the mail is sent, or tried again. */
    due_at: instant().notNull().default(NOW),
    tries: integer().notNull().default(0),
    created_at: instant().notNull().default(NOW),
    expires_at: instant().notNull(),
    confirmed_at: instant(),
  },
  (table) => [
    foreignKey({
      name: 'storefront_submissions_form_id_fkey',
      columns: [table.form_id],
      foreignColumns: [storefrontForms.id],
    }).onDelete('cascade'),
    index('storefront_submissions_workspace_id_due_at_idx')
      .on(table.workspace_id, table.due_at)
      .where(sql`state = 'waiting'::text`),
    index('storefront_submissions_workspace_id_email_idx').on(table.workspace_id, table.email),
    index('storefront_submissions_workspace_id_expires_at_idx').on(table.workspace_id, table.expires_at),
  ],
);

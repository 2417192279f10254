import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, instant, NOW, workspaceTable } from './parts.ts';

export const imports = workspaceTable(
  'imports',
  {
    id: uuid().primaryKey(),
    workspace_id: uuid().notNull(),
    kind: text().notNull(),
    name: text().notNull(),
    state: text().notNull().default('uploading'),
    bytes: bigint({ mode: 'number' }).notNull().default(0),
    parts: integer().notNull().default(0),
    utf8: boolean().notNull().default(true),
    settings: jsonb(),
    headers: text().array(),
    place: jsonb(),
    done_bytes: bigint({ mode: 'number' }).notNull().default(0),
    counts: jsonb().notNull().default({}),
    started_at: instant(),
    due_at: instant().notNull().default(NOW),
    claimed_until: instant(),
    tries: integer().notNull().default(0),
    problem: text(),
    created_by: text(),
    created_at: instant().notNull().default(NOW),
    finished_at: instant(),
    file_until: instant(),
  },
  (table) => [
    index('imports_workspace_id_created_at_idx').on(table.workspace_id, table.created_at),
    index('imports_working')
      .on(table.workspace_id, table.due_at)
      .where(sql`state = ANY (ARRAY['checking'::text, 'running'::text])`),
  ],
);

export const importParts = workspaceTable(
  'import_parts',
  {
    workspace_id: uuid().notNull(),
    import_id: uuid().notNull(),
    part: integer().notNull(),
    body: bytes().notNull(),
  },
  (table) => [
    primaryKey({ name: 'import_parts_pkey', columns: [table.import_id, table.part] }),
    foreignKey({
      name: 'import_parts_import_id_fkey',
      columns: [table.import_id],
      foreignColumns: [imports.id],
    }).onDelete('cascade'),
  ],
);

export const importRefusals = workspaceTable(
  'import_refusals',
  {
    workspace_id: uuid().notNull(),
    import_id: uuid().notNull(),
    line: integer().notNull(),
    reason: text().notNull(),
    sentence: text().notNull(),
    cells: jsonb().notNull(),
  },
  (table) => [
    primaryKey({ name: 'import_refusals_pkey', columns: [table.import_id, table.line] }),
    foreignKey({
      name: 'import_refusals_import_id_fkey',
      columns: [table.import_id],
      foreignColumns: [imports.id],
    }).onDelete('cascade'),
  ],
);

export const importMarks = workspaceTable(
  'import_marks',
  {
    workspace_id: uuid().notNull(),
    import_id: uuid().notNull(),
    mark: bytes().notNull(),
    line: integer().notNull(),
  },
  (table) => [
    primaryKey({ name: 'import_marks_pkey', columns: [table.import_id, table.mark] }),
    foreignKey({
      name: 'import_marks_import_id_fkey',
      columns: [table.import_id],
      foreignColumns: [imports.id],
    }).onDelete('cascade'),
  ],
);

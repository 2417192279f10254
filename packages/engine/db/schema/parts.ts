import { sql } from 'drizzle-orm';
import {
  customType,
  pgPolicy,
  pgTable,
  type PgColumnBuilderBase,
  type PgTableExtraConfigValue,
} from 'drizzle-orm/pg-core';
import type { ExtraConfigColumn } from 'drizzle-orm/pg-core';
import type { Instant } from '@millrace/base';

/** A moment: epoch milliseconds here (`values.ts` reads it), a `timestamptz` there. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
});

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

export const NOW = sql`now()`;

/** In an index: the latest first, as Postgres sorts when it is asked for `desc`. */
export const latest = (column: ExtraConfigColumn) => column.desc().nullsFirst();

/** The one policy that every table has: a transaction sees the rows of the workspace it has entered, and no others. */
const ofWorkspace = () =>
  pgPolicy('workspace', {
    for: 'all',
    using: sql`workspace_id = nullif(current_setting('app.ws', true), '')::uuid`,
  });

/**
 * A table of a workspace. Beside what is said here it has what Drizzle cannot say, from `enforce_workspaces()` in the migrations:
 * row-level security that binds its owner too, and the rights of `millrace_app`.
 */
export function workspaceTable<Name extends string, Columns extends Record<string, PgColumnBuilderBase>>(
  name: Name,
  columns: Columns,
  more: (table: Record<keyof Columns, ExtraConfigColumn>) => PgTableExtraConfigValue[] = () => [],
) {
  return pgTable<Name, Columns>(name, columns, (table) => [...more(table as never), ofWorkspace()]);
}

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

/** A moment: epoch milliseconds in TypeScript (`values.ts` parses it), `timestamptz` in the database. */
export const instant = customType<{ data: Instant; driverData: string }>({
  dataType: () => 'timestamp with time zone',
});

export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

export const NOW = sql`now()`;

/** For an index: latest first, in the order that Postgres uses for `desc`. */
export const latest = (column: ExtraConfigColumn) => column.desc().nullsFirst();

/** The policy of every table: a transaction sees only rows of the workspace it has entered. */
const ofWorkspace = () =>
  pgPolicy('workspace', {
    for: 'all',
    using: sql`workspace_id = nullif(current_setting('app.ws', true), '')::uuid`,
  });

/**
 * A table of a workspace. `enforce_workspaces()` in the migrations adds what Drizzle cannot express:
 * row-level security that applies to the owner too, and the rights of `millrace_app`.
 */
export function workspaceTable<Name extends string, Columns extends Record<string, PgColumnBuilderBase>>(
  name: Name,
  columns: Columns,
  more: (table: Record<keyof Columns, ExtraConfigColumn>) => PgTableExtraConfigValue[] = () => [],
) {
  return pgTable<Name, Columns>(name, columns, (table) => [...more(table as never), ofWorkspace()]);
}

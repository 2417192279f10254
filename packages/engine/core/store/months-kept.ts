import type { Database } from '@millrace/db';
import { storeSettingsSchema } from './store-settings.ts';

/** Months for which a workspace keeps its records; the longest there is where what is stored cannot be read. */
export const monthsKept = (stored: unknown): number =>
  storeSettingsSchema.shape.keepMonths.safeParse(stored ?? undefined).data ?? 120;

/** Every workspace with the months for which it keeps its records, for the worker. */
export async function everyRetention(
  db: Database,
): Promise<readonly { readonly workspaceId: string; readonly months: number }[]> {
  const rows = await db.asRouter(
    (tx) =>
      tx<
        { workspace_id: string; keep_months: unknown }[]
      >`select workspace_id, keep_months from known_workspaces()`,
  );
  return rows.map((row) => ({ workspaceId: row.workspace_id, months: monthsKept(row.keep_months) }));
}

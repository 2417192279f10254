import { fail, type Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { IMPORT_KINDS, importSettingsSchema, NO_COUNTS, type ImportRow } from '@millrace/run/imports';
import type { ImportSummary } from './shapes.ts';

/** An import as it is stored, with one sentence for each reason. */
export type StoredImport = ImportRow & { readonly sentences: Readonly<Record<string, string>> | null };

const columns = (tx: Tx) => tx`i.*, (select jsonb_object_agg(r.reason, (select sentence from import_refusals o
  where o.import_id = i.id and o.reason = r.reason order by o.line limit 1))
  from (select jsonb_object_keys(case jsonb_typeof(i.counts->'reasons') when 'object' then i.counts->'reasons'
    else '{}' end) as reason) r) as sentences`;

/** @throws MillraceError not-found */
export async function readImport(tx: Tx, id: string): Promise<StoredImport> {
  const [row] = await tx<StoredImport[]>`select ${columns(tx)} from imports i where i.id = ${id}`;
  if (!row) fail('not-found', { what: 'import' });
  // What cannot be read is as good as not chosen yet.
  const kind = IMPORT_KINDS.includes(row.kind) ? row.kind : IMPORT_KINDS[0];
  return { ...row, kind, settings: importSettingsSchema.safeParse(row.settings).data ?? null };
}

/** An import that is going to be changed. @throws MillraceError not-found */
export async function lockImport(tx: Tx, id: string): Promise<StoredImport> {
  await tx`select 1 from imports where id = ${id} for update`;
  return readImport(tx, id);
}

/** Imports, newest first. */
export const importsAfter = (tx: Tx, after: readonly [at: Instant, id: string] | null, limit: number) =>
  tx<StoredImport[]>`select ${columns(tx)} from imports i
    where ${after ? tx`(i.created_at, i.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)` : tx`true`}
    order by i.created_at desc, i.id desc limit ${limit}`;

const NO_SENTENCE: Readonly<Record<string, string>> = {
  repeated: 'The file has a row about the same person before.',
};

export function importSummary(row: StoredImport): ImportSummary {
  const { reasons, ...counts } = { ...NO_COUNTS, ...row.counts };
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    state: row.state,
    bytes: row.bytes,
    doneBytes: Math.min(row.done_bytes, row.bytes),
    counts: {
      ...counts,
      reasons: Object.entries(reasons)
        .map(([reason, rows]) => ({
          reason,
          sentence: row.sentences?.[reason] ?? NO_SENTENCE[reason] ?? reason.replace(/^cell:/, ''),
          rows,
        }))
        .sort((left, right) => right.rows - left.rows),
    },
    problem: row.problem,
    createdBy: row.created_by,
    createdAt: row.created_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    fileUntil: row.file_until,
  };
}

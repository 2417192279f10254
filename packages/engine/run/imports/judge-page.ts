import { cutTo, storableText } from '@millrace/base';
import { count } from '@millrace/base/words';
import type { Tx } from '@millrace/db';
import type { PlacedRow } from './file-rows.ts';
import type { ImportKind } from './import-kinds.ts';
import { NO_COUNTS, type ImportCounts } from './import-row.ts';
import { judgeConsent } from './judge-consent.ts';
import { judgeCustomers } from './judge-customers.ts';
import { judgeOrders } from './judge-orders.ts';
import { hashOfMark } from './known-people.ts';
import type { PageContext } from './page-context.ts';
import { refused, type FileRow, type Judged } from './read-row.ts';

/** How each kind of file is judged. A row, or a group of rows, becomes one event at most. */
type Judge = (page: PageContext, rows: readonly FileRow[]) => Promise<readonly Judged[]>;

const JUDGES: Readonly<Record<ImportKind, Judge>> = {
  customers: judgeCustomers,
  consent: judgeConsent,
  orders: judgeOrders,
};

export async function judgePage(
  page: PageContext,
  kind: ImportKind,
  rows: readonly PlacedRow[],
): Promise<readonly Judged[]> {
  return withoutRepeats(page, await JUDGES[kind](page, rows));
}

/**
 * Refuses what a row before it was about already: of two rows about one person nobody knows which is right, and the same
 * file twice has to change nothing the second time.
 */
async function withoutRepeats(
  { tx, context, importId }: PageContext,
  judged: readonly Judged[],
): Promise<readonly Judged[]> {
  const first = new Map<string, Judged>();
  for (const one of judged) if (one.mark && !first.has(one.mark)) first.set(one.mark, one);
  if (first.size === 0) return judged;
  const marks = [...first].map(([mark, { row }]) => ({
    hash: hashOfMark(mark).toString('hex'),
    mark,
    line: row.line,
  }));
  marks.sort((left, right) => (left.hash < right.hash ? -1 : 1));
  const hashes = marks.map((one) => one.hash);
  await tx`insert into import_marks (workspace_id, import_id, mark, line)
    select ${context.workspaceId}, ${importId}, decode(hash, 'hex'), line
      from unnest(${hashes}::text[], ${marks.map((one) => one.line)}::integer[]) as m(hash, line)
    on conflict do nothing`;
  const known = await tx<{ hash: string; line: number }[]>`
    select encode(mark, 'hex') as hash, line from import_marks
      where import_id = ${importId} and mark in (select decode(unnest(${hashes}::text[]), 'hex'))`;
  const lines = new Map(known.map((row) => [row.hash, row.line]));
  const lineOf = new Map(marks.map(({ mark, hash }) => [mark, lines.get(hash)]));
  return judged.map((one) => {
    const line = one.mark ? lineOf.get(one.mark) : undefined;
    return line === undefined || line === one.row.line
      ? one
      : refused(
          one.row,
          'repeated',
          `Row ${count(line)} of the file is about the same ${one.about ?? 'person'}.`,
        );
  });
}

/** Keeps rows that were refused or changed nothing for a reason, as they are in the file. */
export async function keepRefusals(
  tx: Tx,
  workspaceId: string,
  importId: string,
  judged: readonly Judged[],
): Promise<void> {
  const rows = judged.flatMap(({ row, others = [], reason, sentence = '' }) =>
    reason === undefined
      ? []
      : [row, ...others].map(({ line, cells }) => ({ line, reason, sentence, cells: cells.map(storable) })),
  );
  if (rows.length === 0) return;
  await tx`insert into import_refusals (workspace_id, import_id, line, reason, sentence, cells)
    select ${workspaceId}, ${importId}, line, reason, sentence, cells
      from jsonb_to_recordset(${tx.json(rows as never)}::jsonb) as r(line integer, reason text, sentence text, cells jsonb)
    on conflict do nothing`;
}

/** Without halves of characters, which no database can store. */
const storable = (text: string): string => storableText(cutTo(text, 10_000));

/** Adds what a page came to. A row counts once, with all rows that belong to it. */
export function added(counts: Partial<ImportCounts>, judged: readonly Judged[]): ImportCounts {
  const sum = { ...NO_COUNTS, ...counts, reasons: { ...counts.reasons } } as {
    -readonly [Name in keyof ImportCounts]: ImportCounts[Name];
  } & { reasons: Record<string, number> };
  for (const { verdict, reason, others = [] } of judged) {
    sum.rows += 1 + others.length;
    sum[verdict] += 1;
    if (reason !== undefined) sum.reasons[reason] = (sum.reasons[reason] ?? 0) + 1;
  }
  return sum;
}

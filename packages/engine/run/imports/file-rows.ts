import type { Tx } from '@millrace/db';
import { textOf, type FileEncoding } from './file-text.ts';
import { isSeparatorLine } from './guess-settings.ts';
import type { ImportSettings } from './import-settings.ts';
import { parseRows } from './parse-rows.ts';
import type { FileRow } from './read-row.ts';

/** Where in a file a record begins: the part, the character of its text, and how many records came before. */
export interface FilePlace {
  readonly part: number;
  readonly at: number;
  readonly lines: number;
}

export const FILE_BEGINS: FilePlace = { part: 0, at: 0, lines: 0 };

export interface PlacedRow extends FileRow {
  readonly place: FilePlace;
}

export interface FilePage {
  /** Rows with something in them, without the one that names the columns. */
  readonly rows: readonly PlacedRow[];
  /** The names of the columns, on the page that has them. */
  readonly headers: readonly string[] | null;
  /** Where the next page begins; null at the end of the file. */
  readonly next: FilePlace | null;
}

export interface ReadableFile {
  readonly id: string;
  readonly parts: number;
  readonly settings: Pick<ImportSettings, 'encoding' | 'separator' | 'header'>;
}

/** The text of one part of a file; null when the file was deleted. */
export async function partText(
  tx: Tx,
  importId: string,
  part: number,
  encoding: FileEncoding,
): Promise<string | null> {
  const [row] = await tx<{ body: Uint8Array }[]>`
    select body from import_parts where import_id = ${importId} and part = ${part}`;
  return row ? textOf(row.body, encoding) : null;
}

/**
 * Reads records from a place on, and only the parts in which they are.
 * @returns null when the file was deleted
 */
export async function readFilePage(
  tx: Tx,
  { id, parts, settings }: ReadableFile,
  from: FilePlace,
  most: number,
): Promise<FilePage | null> {
  const rows: PlacedRow[] = [];
  // The first character of each part that was loaded, in the characters of all of them together.
  const begins: { part: number; at: number; from: number }[] = [];
  let text = '';
  let { part, lines } = from;
  let at = 0;
  let headers: readonly string[] | null = null;
  let isHeaderNext = settings.header && from.lines === 0;
  for (let skip = from.at; part < parts && lines - from.lines < most; part += 1, skip = 0) {
    const whole = await partText(tx, id, part, settings.encoding);
    if (whole === null) return null;
    begins.push({ part, at: text.length, from: skip });
    text += whole.slice(skip);
    const left = most - (lines - from.lines);
    const isLast = part === parts - 1;
    const read = parseRows(text.slice(at), settings.separator, left, isLast);
    for (const { cells, from: first, isBroken } of read.rows) {
      lines += 1;
      const isEmpty = cells.every((cell) => cell.trim() === '');
      if (isEmpty || (lines === 1 && isSeparatorLine(cells))) continue;
      if (isHeaderNext) {
        isHeaderNext = false;
        headers = cells;
        continue;
      }
      rows.push({ line: lines, cells, isBroken, place: placeAt(begins, at + first, lines - 1) });
    }
    at += read.to;
    if (at < text.length && lines - from.lines >= most) break;
  }
  const isEnd = at >= text.length && part >= parts;
  return { rows, headers, next: isEnd ? null : placeAt(begins, at, lines) };
}

function placeAt(
  begins: readonly { part: number; at: number; from: number }[],
  at: number,
  lines: number,
): FilePlace {
  const found = begins.findLast((one) => one.at <= at) ?? { part: 0, at: 0, from: 0 };
  return { part: found.part, at: at - found.at + found.from, lines };
}

import { fail } from '@millrace/base';
import { count } from '@millrace/base/words';
import { storeSettings } from '@millrace/core/store';
import { defineVerb, id } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import {
  endOfLines,
  guessSettings,
  IMPORT_KINDS,
  isUtf8,
  KEPT_FOR,
  markedEncoding,
  partText,
  type FileEncoding,
} from '@millrace/run/imports';
import { z } from 'zod';
import { importSummary, lockImport, readImport } from './import-summary.ts';
import { importSummarySchema } from './shapes.ts';

/** The largest file, in bytes. About 500,000 rows. */
const MOST_BYTES = 64 * 1024 * 1024;
/** The largest piece of a file in one request, in bytes. */
const MOST_OF_A_PART = 1024 * 1024;
/** A line longer than this is none of a table. */
const LONGEST_LINE = 2 * 1024 * 1024;
/** Characters by which separator, header and columns are guessed. */
const SHOWS_ENOUGH = 200_000;

/** Begins an import. Its file follows in parts. Nothing is imported before it was checked and started. */
export const createImport = defineVerb({
  name: 'import-created',
  permission: 'customers:write',
  input: z.strictObject({
    kind: z.enum(IMPORT_KINDS),
    name: z.string().trim().min(1).max(200).describe('Name of the file'),
  }),
  output: importSummarySchema,
  run: async (tx, { kind, name }, context) => {
    const made = newId();
    const now = context.now();
    await tx`insert into imports (id, workspace_id, kind, name, created_by, created_at, file_until)
      values (${made}, ${context.workspaceId}, ${kind}, ${name}, ${context.actor.name}, ${now}, ${now + KEPT_FOR})`;
    return importSummary(await readImport(tx, made));
  },
});

/**
 * Takes the next piece of the file. The same piece again changes nothing, so an upload can be repeated after an error.
 * @throws MillraceError not-found, import-state-wrong, import-unreadable
 */
export const addImportPart = defineVerb({
  name: 'import-part-added',
  permission: 'customers:write',
  input: z.strictObject({
    id: z.uuid(),
    part: z.int().min(0).max(100_000).describe('Number of the piece, from 0 and without gaps'),
    content: z
      .base64()
      .max(Math.ceil(MOST_OF_A_PART / 3) * 4)
      .describe('The bytes in base64, 1 MB at most'),
  }),
  output: z.strictObject({ id, parts: z.int().describe('Pieces received'), bytes: z.int() }),
  run: async (tx, { id: importId, part, content }, context) => {
    const row = await lockImport(tx, importId);
    if (row.state !== 'uploading') fail('import-state-wrong', { state: row.state, what: 'add to' });
    const { parts, bytes } = row;
    if (part < parts) return { id: importId, parts, bytes };
    if (part > parts) fail('import-unreadable', { reason: `piece ${parts} of it is missing.` });
    const piece = Buffer.from(content, 'base64');
    if (bytes + piece.length > MOST_BYTES)
      fail('import-unreadable', {
        reason: `it is larger than ${count(MOST_BYTES / 1024 / 1024)} MB. Split it and import one part after the other.`,
      });
    if (part === 0) refuseOtherFormats(piece);
    await addPart(tx, context.workspaceId, importId, part, piece);
    const [after] = await tx<{ parts: number; bytes: number }[]>`
      update imports set parts = parts + 1, bytes = bytes + ${piece.length} where id = ${importId}
      returning parts, bytes`;
    return { id: importId, parts: after?.parts ?? 0, bytes: after?.bytes ?? 0 };
  },
});

/** Files that are no text, by their first bytes. */
function refuseOtherFormats(piece: Buffer): void {
  const begins = piece.subarray(0, 8).toString('latin1');
  if (begins.startsWith('PK\x03\x04') || begins.startsWith('\xd0\xcf\x11\xe0'))
    fail('import-unreadable', { reason: 'it is an Excel workbook.' });
  if (begins.startsWith('%PDF')) fail('import-unreadable', { reason: 'it is a PDF.' });
}

/** Stores a piece. The part before it ends where its last line ends, and what is left begins this one. */
async function addPart(
  tx: Tx,
  workspaceId: string,
  importId: string,
  part: number,
  piece: Buffer,
): Promise<void> {
  const before = part === 0 ? null : await bodyOf(tx, importId, part - 1);
  let body = piece;
  if (before !== null) {
    const first = await beginningOf(tx, importId);
    const cut = endOfLines(before, markedEncoding(first));
    const tail = before.subarray(cut);
    if (tail.length > LONGEST_LINE) fail('import-unreadable', { reason: 'it has a line without an end.' });
    const whole = Buffer.from(before.subarray(0, cut));
    await tx`update import_parts set body = ${whole} where import_id = ${importId} and part = ${part - 1}`;
    await noteEncoding(tx, importId, whole);
    body = Buffer.concat([tail, piece]);
  }
  await tx`insert into import_parts (workspace_id, import_id, part, body)
    values (${workspaceId}, ${importId}, ${part}, ${body})`;
}

async function bodyOf(tx: Tx, importId: string, part: number): Promise<Uint8Array> {
  const [row] = await tx<{ body: Uint8Array }[]>`
    select body from import_parts where import_id = ${importId} and part = ${part}`;
  return row?.body ?? new Uint8Array();
}

/** The first bytes of the file. A part without the end of a line is empty until the next one comes. */
async function beginningOf(tx: Tx, importId: string): Promise<Uint8Array> {
  const [row] = await tx<{ body: Uint8Array }[]>`
    select substring(body from 1 for 400) as body from import_parts
      where import_id = ${importId} and length(body) > 0 order by part limit 1`;
  return row?.body ?? new Uint8Array();
}

/** As much of the file's text as shows how it is written. */
async function openingText(tx: Tx, importId: string, parts: number, encoding: FileEncoding): Promise<string> {
  let text = '';
  for (let part = 0; part < parts && text.length < SHOWS_ENOUGH; part += 1)
    text += (await partText(tx, importId, part, encoding)) ?? '';
  return text;
}

async function noteEncoding(tx: Tx, importId: string, lines: Uint8Array): Promise<void> {
  if (!isUtf8(lines)) await tx`update imports set utf8 = false where id = ${importId}`;
}

/**
 * Ends the upload, and guesses how the file is to be read and what its columns are.
 * @throws MillraceError not-found, import-state-wrong, import-unreadable
 */
export const finishUpload = defineVerb({
  name: 'import-uploaded',
  permission: 'customers:write',
  input: z.strictObject({ id: z.uuid() }),
  output: importSummarySchema,
  run: async (tx, { id: importId }, context) => {
    const row = await lockImport(tx, importId);
    if (row.state === 'ready') return importSummary(row);
    if (row.state !== 'uploading') fail('import-state-wrong', { state: row.state, what: 'finish uploading' });
    if (row.bytes === 0) fail('import-unreadable', { reason: 'it is empty.' });
    await noteEncoding(tx, importId, await bodyOf(tx, importId, row.parts - 1));
    const { utf8 } = await readImport(tx, importId);
    const marked = markedEncoding(await beginningOf(tx, importId));
    const encoding = marked ?? (utf8 ? 'utf-8' : 'windows-1252');
    const text = await openingText(tx, importId, row.parts, encoding);
    const settings = guessSettings(row.kind, text, encoding, await storeSettings(tx, context.workspaceId));
    await tx`update imports set state = 'ready', settings = ${tx.json(settings as never)} where id = ${importId}`;
    return importSummary(await readImport(tx, importId));
  },
});

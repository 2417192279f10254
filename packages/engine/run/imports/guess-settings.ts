import type { StoreSettings } from '@millrace/core/store';
import { cutTo, isEmailAddress } from '@millrace/base';
import { CHANNELS } from '@millrace/channels';
import type { FileEncoding } from './file-text.ts';
import { FIELDS, plainHeader, PROPERTY, type ImportKind } from './import-kinds.ts';
import type { ImportColumn, ImportSettings, PropertyType } from './import-settings.ts';
import { guessSeparator, parseRows } from './parse-rows.ts';
import { readNumber, readYesNo } from './read-cells.ts';

/** How a file is probably to be read, from its first part. The marketer sees it and can change it. */
export function guessSettings(
  kind: ImportKind,
  text: string,
  encoding: FileEncoding,
  store: Pick<StoreSettings, 'dateOrder'>,
): ImportSettings {
  const separator = guessSeparator(text);
  const rows = parseRows(text, separator, 60, false).rows.map((row) => row.cells);
  const all = rows.length > 0 ? rows : parseRows(text, separator, 60, true).rows.map((row) => row.cells);
  const lines = all.filter((cells) => !isSeparatorLine(cells) && cells.some((cell) => cell.trim() !== ''));
  const header = hasHeader(lines[0] ?? []);
  const samples = header ? lines.slice(1) : lines;
  const decimal = guessDecimal(samples);
  const columns = guessColumns(kind, header ? (lines[0] ?? []) : [], samples, decimal);
  return {
    encoding,
    separator,
    header,
    columns,
    dateOrder: store.dateOrder,
    decimal,
    country: null,
    known: 'update',
    shop: null,
    shopName: '',
    consentSource: '',
    consentAt: null,
    consentChannel: CHANNELS[0]?.id ?? null,
    consentState: null,
  };
}

/** The first line by which some spreadsheets name the separator: `sep=;`. */
export const isSeparatorLine = (cells: readonly string[]): boolean => /^sep=.?$/i.test(cells[0] ?? '');

/** Names of columns are words: no addresses, no numbers, and hardly one empty. */
function hasHeader(cells: readonly string[]): boolean {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return (
    filled.length > 0 && filled.every((cell) => !isEmailAddress(cell) && !/^[+\d][\d\s.,:/-]*$/.test(cell))
  );
}

function guessDecimal(rows: readonly (readonly string[])[]): 'point' | 'comma' {
  const cells = rows.flat().map((cell) => cell.trim());
  const commas = cells.filter((cell) => /^-?[\d.]*\d,\d{1,2}$/.test(cell)).length;
  const points = cells.filter((cell) => /^-?[\d,]*\d\.\d{1,2}$/.test(cell)).length;
  return commas > points ? 'comma' : 'point';
}

/** What each column probably is: by its header, else by what its cells look like. */
export function guessColumns(
  kind: ImportKind,
  headers: readonly string[],
  rows: readonly (readonly string[])[],
  decimal: 'point' | 'comma',
): ImportColumn[] {
  const width = Math.min(400, Math.max(headers.length, ...rows.map((row) => row.length)));
  const taken = new Set<string>();
  const guessed = Array.from({ length: width }, (_, at): ImportColumn | null => {
    const header = plainHeader(headers[at] ?? '');
    const found =
      header && FIELDS[kind].find(({ id, headers: known }) => known.includes(header) && !taken.has(id));
    if (!found) return null;
    taken.add(found.id);
    return column(found.id);
  });
  return guessed.map((one, at) => {
    if (one) return one;
    const cells = rows.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '');
    if (!taken.has('email') && cells.length > 0 && cells.every(isEmailAddress)) {
      taken.add('email');
      return column('email');
    }
    const name = cutTo((headers[at] ?? '').trim(), 120);
    // Of orders and consent, what is not a field means nothing here.
    if (kind !== 'customers' || name === '' || cells.length === 0) return column(null);
    return { field: PROPERTY, name, type: typeOf(cells, decimal) };
  });
}

const column = (field: string | null): ImportColumn => ({ field, name: '', type: 'text' });

function typeOf(cells: readonly string[], decimal: 'point' | 'comma'): PropertyType {
  if (cells.every((cell) => readYesNo(cell) !== null) && cells.some((cell) => /[a-z]/i.test(cell)))
    return 'yes-no';
  // A number that begins with a zero, or has more digits than a number holds, is a text of digits.
  if (cells.every((cell) => readNumber(cell, decimal) !== null && !/^-?0\d/.test(cell) && cell.length < 15))
    return 'number';
  return cells.every(
    (cell) => /^\d{4}-\d\d-\d\d([T ]|$)/.test(cell) || /^\d{1,2}[/.]\d{1,2}[/.]\d{4}/.test(cell),
  )
    ? 'date'
    : 'text';
}

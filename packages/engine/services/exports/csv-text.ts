/** A cell: a number stays a number, an instant is written by `isoTime` before. */
export type Cell = string | number | boolean | null | undefined;

/** What a spreadsheet takes for a formula when a cell begins with it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** A plain number may begin with its sign. */
const NUMBER = /^-?\d+([.,]\d+)?$/;

/**
 * A text that no spreadsheet takes for a formula: one that could be begins with an apostrophe, which the import drops
 * again. Numbers below zero stay as they are.
 */
export const neutralised = (text: string): string =>
  FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;

/** One cell of a CSV file (RFC 4180). */
function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  const text = neutralised(cell);
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file, with its end. */
export const csvLine = (cells: readonly Cell[]): string => `${cells.map(cellText).join(',')}\r\n`;

/** The first bytes of a file, by which spreadsheets know that it is UTF-8. */
export const CSV_BEGINS = '\ufeff';

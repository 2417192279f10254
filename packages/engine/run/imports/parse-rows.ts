import Papa from 'papaparse';

export const SEPARATORS = [',', ';', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** A record longer than this many characters is one whose quotation mark is never closed. */
export const LONGEST_RECORD = 200_000;

export interface ParsedRow {
  readonly cells: readonly string[];
  /** Where the record begins and where the next one does, in characters of the text. */
  readonly from: number;
  readonly to: number;
  /** Whether its quotation marks cannot be read. */
  readonly isBroken: boolean;
}

export interface ParsedRows {
  readonly rows: readonly ParsedRow[];
  /** Where the first record begins that was not read. */
  readonly to: number;
}

interface Step {
  readonly data: readonly (readonly string[])[];
  readonly errors: readonly { readonly type: string }[];
  readonly meta: { readonly cursor: number };
}

/**
 * Reads records of a text with line feeds as line ends (RFC 4180, with any of the separators).
 * @param most the highest number of records
 * @param isWhole whether the text ends where the file ends. If not, the last record may go on and is left
 */
export function parseRows(text: string, separator: Separator, most: number, isWhole: boolean): ParsedRows {
  const rows: ParsedRow[] = [];
  let from = 0;
  while (rows.length < most && from < text.length) {
    const found = recordsFrom(text, from, separator, most - rows.length, isWhole);
    rows.push(...found);
    from = found.at(-1)?.to ?? from;
    if (rows.length >= most || from >= text.length) break;
    // What is left is a record that has no end here.
    if (!isWhole && text.length - from <= LONGEST_RECORD) break;
    const end = text.indexOf('\n', from);
    const to = end < 0 ? text.length : end + 1;
    rows.push({ cells: [text.slice(from, Math.min(to, from + 2_000)).trimEnd()], from, to, isBroken: true });
    from = to;
  }
  return { rows, to: from };
}

function recordsFrom(
  text: string,
  from: number,
  separator: Separator,
  most: number,
  isWhole: boolean,
): ParsedRow[] {
  const rows: ParsedRow[] = [];
  let at = from;
  const parser = new Papa.Parser({
    delimiter: separator,
    newline: '\n',
    quoteChar: '"',
    fastMode: false,
    step: ({ data, errors, meta }: Step) => {
      const to = from + meta.cursor;
      const isOpen = errors.length > 0 && (isWhole ? to >= text.length : false);
      // A record with an open quotation mark would swallow the rest of the file.
      if (isOpen || to - at > LONGEST_RECORD || rows.length >= most) return parser.abort();
      const cells = data[0] ?? [];
      if (to > at) rows.push({ cells, from: at, to, isBroken: errors.length > 0 });
      at = to;
      if (rows.length >= most) parser.abort();
    },
  } as never) as unknown as {
    parse(input: string, base: number, leavesLast: boolean): unknown;
    abort(): void;
  };
  parser.parse(text.slice(from), 0, !isWhole);
  return rows;
}

/** The separator with which the first lines have the same number of cells, and most of them. */
export function guessSeparator(text: string): Separator {
  const first = text.slice(0, LONGEST_RECORD);
  const named = /^sep=(.)\n/i.exec(first)?.[1];
  const known = SEPARATORS.find((one) => one === named);
  if (known) return known;
  let best: { separator: Separator; score: number } = { separator: ',', score: 0 };
  for (const separator of SEPARATORS) {
    const { rows } = parseRows(first, separator, 20, false);
    const all = rows.length > 0 ? rows : parseRows(first, separator, 20, true).rows;
    const widths = all.filter((row) => row.cells.some((cell) => cell !== '')).map((row) => row.cells.length);
    const width = widths[0] ?? 1;
    const same = widths.filter((one) => one === width).length / Math.max(1, widths.length);
    const score = width > 1 ? same * 1_000 + Math.min(width, 400) : 0;
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { guessSeparator, LONGEST_RECORD, parseRows, SEPARATORS } from './parse-rows.ts';

const cell = fc.oneof(
  fc.constantFrom('', 'a', 'x,y', 'x;y', '"', '""', 'two\nlines', "'", ' padded ', '=1+1', 'ü', '\t'),
  fc.string({ maxLength: 6 }).map((text) => text.replaceAll('\r', '').replaceAll('\0', '')),
);
const table = fc
  .integer({ min: 2, max: 5 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }),
  );
const separator = fc.constantFrom(...SEPARATORS);
const written = (rows: readonly (readonly string[])[], delimiter: string) =>
  rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(delimiter)).join('\n');

test('what was written is read, whatever is in the cells', () => {
  fc.assert(
    fc.property(table, separator, fc.boolean(), (rows, sign, ends) => {
      const text = written(rows, sign) + (ends ? '\n' : '');
      const read = parseRows(text, sign, 1_000, true);
      expect(read.rows.map((row) => row.cells)).toEqual(rows);
      expect(read.to).toBe(text.length);
    }),
  );
});

test('read in pages from where the last one ended, the rows are the same as read at once', () => {
  fc.assert(
    fc.property(table, separator, fc.integer({ min: 1, max: 7 }), fc.boolean(), (rows, sign, size, plain) => {
      const text = plain
        ? Papa.unparse(rows as string[][], { delimiter: sign, newline: '\n' })
        : written(rows, sign);
      const whole = parseRows(text, sign, 1_000, true).rows;
      const pages: (readonly string[])[] = [];
      let at = 0;
      while (at < text.length) {
        const page = parseRows(text.slice(at), sign, size, true);
        pages.push(...page.rows.map((row) => row.cells));
        at += page.to;
      }
      expect(pages).toEqual(whole.map((row) => row.cells));
    }),
  );
});

test('a record that may go on in the next part is left for it', () => {
  fc.assert(
    fc.property(table, separator, fc.double({ min: 0, max: 1, noNaN: true }), (rows, sign, share) => {
      const text = `${written(rows, sign)}\n`;
      const cut = Math.floor(share * text.length);
      const first = parseRows(text.slice(0, cut), sign, 1_000, false);
      const rest = parseRows(text.slice(first.to), sign, 1_000, true);
      expect([...first.rows, ...rest.rows].map((row) => row.cells)).toEqual(rows);
    }),
  );
});

test('a quotation mark that is never closed spoils its own line, and none after it', () => {
  const lines = Array.from({ length: 50 }, (_, at) => `p${at}@example.com,Ann`);
  lines[7] = '"p7@example.com,Ann';
  const { rows } = parseRows(lines.join('\n'), ',', 1_000, true);
  expect(rows).toHaveLength(50);
  expect(rows.filter((row) => row.isBroken).map((row) => row.cells)).toEqual([['"p7@example.com,Ann']]);
  const long = `"open\n${'x@example.com,Ann\n'.repeat(LONGEST_RECORD / 10)}`;
  const part = parseRows(long, ',', 10, false);
  expect(part.rows[0]).toMatchObject({ isBroken: true, cells: ['"open'] });
  expect(part.rows[1]).toMatchObject({ isBroken: false, cells: ['x@example.com', 'Ann'] });
});

test('the separator is found by the lines, also where cells have others', () => {
  expect(guessSeparator('email,name\na@example.com,"x;y;z"\n')).toBe(',');
  expect(guessSeparator('email;spent\na@example.com;1,50\nb@example.com;2,50\n')).toBe(';');
  expect(guessSeparator('email\tname\na@example.com\tAnn, B\n')).toBe('\t');
  expect(guessSeparator('sep=;\nemail;name\n')).toBe(';');
  expect(guessSeparator('email\na@example.com\n')).toBe(',');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c,d'), fc.constantFrom('1', 'x')), {
        minLength: 2,
        maxLength: 9,
      }),
      separator,
      (rows, sign) => {
        expect(guessSeparator(written(rows, sign))).toBe(sign);
      },
    ),
  );
});

import fc from 'fast-check';
import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { csvLine, neutralised, type Cell } from './csv-text.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '=1+1',
    '+49 151',
    '-1',
    '-1+2',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '"',
    '=cmd|"/c calc"!A1',
    ' =1',
    '',
  ),
);

test('no cell begins like a formula, and every cell is read back as it was', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 2, maxLength: 6 }), (cells) => {
      const [read = []] = Papa.parse<string[]>(csvLine(cells).replace(/\r\n$/, ''), {
        delimiter: ',',
        newline: '\r\n',
      }).data;
      expect(read).toEqual(cells.map(neutralised));
      for (const cell of read)
        expect(/^[=+\-@\t\r\n]/.test(cell) && !/^-?\d+([.,]\d+)?$/.test(cell)).toBe(false);
      expect(read.map((cell, at) => (cell === cells[at] ? cell : cell.slice(1)))).toEqual(cells);
    }),
  );
});

test('numbers stay numbers, also below zero', () => {
  const cells: Cell[] = [-12.5, 0, '-12,50', '-3', true, false, null, undefined, '-3 kg'];
  expect(csvLine(cells)).toBe(`-12.5,0,"-12,50",-3,yes,no,,,'-3 kg\r\n`);
});

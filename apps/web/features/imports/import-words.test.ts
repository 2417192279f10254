import { expect, test } from 'vitest';
import { progressWords, resultSentence, rowsToLookAt, shareRead } from './import-words.ts';

const counts = { rows: 10, new: 3, updated: 1, unchanged: 2, kept: 1, refused: 3, reasons: [] };

test('a check says what would happen, an import what did', () => {
  expect(resultSentence({ kind: 'customers', state: 'checked', counts })).toBe(
    'Importing this file would add or change 4 customers.',
  );
  expect(resultSentence({ kind: 'consent', state: 'done', counts: { ...counts, updated: 0, new: 1 } })).toBe(
    'This file added or changed the consent of 1 customer.',
  );
  expect(
    resultSentence({ kind: 'customers', state: 'done', counts: { ...counts, new: 0, updated: 0 } }),
  ).toBe('This file changed nothing.');
  expect(resultSentence({ kind: 'customers', state: 'checked', counts: { ...counts, rows: 0 } })).toBe(
    'The file has no rows.',
  );
});

test('the time left follows from the pace so far', () => {
  const at = (doneBytes: number) => ({ bytes: 100, doneBytes, startedAt: 0 });
  expect(progressWords(at(2), 60_000)).toBe('2%');
  expect(progressWords(at(25), 60_000)).toBe('25%, about 3 minutes left');
  expect(progressWords(at(90), 60_000)).toBe('90%, less than a minute left');
});

test('progress is a share of the file, and rows to look at are those with a reason', () => {
  expect(shareRead({ bytes: 0, doneBytes: 0 })).toBe(0);
  expect(shareRead({ bytes: 200, doneBytes: 50 })).toBe(0.25);
  expect(
    rowsToLookAt({
      counts: {
        ...counts,
        reasons: [
          { reason: 'a', sentence: 'A', rows: 2 },
          { reason: 'b', sentence: 'B', rows: 1 },
        ],
      },
    }),
  ).toBe(3);
});

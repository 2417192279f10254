import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closingLine, parseArguments, playwrightOutcome, single, totals, vitestOutcome } from './totals.mjs';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'millrace-totals-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const file = join(folder, `${Math.random()}.json`);
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const vitestReport = (passed: number, failed: number, skipped = 0) =>
  report({ numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, numTodoTests: 0 });

test('the closing line adds up tests and parts and names skipped ones only when there are some', () => {
  const outcomes = [single([]), single(['a problem']), vitestOutcome(vitestReport(40, 2), 1)];
  expect(closingLine(totals(outcomes))).toBe('41 passed, 3 failed');
  expect(closingLine({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped');
});

test('a run that broke although no test failed is counted as a failure', () => {
  expect(vitestOutcome(vitestReport(5, 0), 1)).toMatchObject({ passed: 5, failed: 1 });
  expect(vitestOutcome(join(folder, 'never-written.json'), 1)).toMatchObject({ passed: 0, failed: 1 });
});

test('a run in which no test was found is counted as a failure', () => {
  expect(vitestOutcome(vitestReport(0, 0), 0)).toMatchObject({ passed: 0, failed: 1 });
});

test('browser tests that passed at the second try count as passed', () => {
  expect(playwrightOutcome(report({ stats: { expected: 3, flaky: 1, unexpected: 0, skipped: 0 } }), 0)).toMatchObject({
    passed: 4,
    failed: 0,
  });
});

test('words on the command line that are no part go to the test runner', () => {
  expect(parseArguments(['unit', 'packages/language'], ['unit', 'types'])).toEqual({ names: ['unit'], rest: ['packages/language'] });
});

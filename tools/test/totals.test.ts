import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  closingLine,
  failedNames,
  joinedOutcome,
  parseArguments,
  playwrightOutcome,
  single,
  totals,
  vitestOutcome,
} from './totals.mjs';

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

test('the closing line adds up tests and parts, and names skipped ones only when there are some', () => {
  const outcomes = [single([]), single(['a problem']), vitestOutcome(vitestReport(40, 2), 1)];
  expect(closingLine(totals(outcomes))).toBe('41 passed, 3 failed');
  expect(closingLine({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped');
});

test('a run that broke although no test failed counts as a failure', () => {
  expect(vitestOutcome(vitestReport(5, 0), 1)).toMatchObject({ passed: 5, failed: 1 });
  expect(vitestOutcome(join(folder, 'never-written.json'), 1)).toMatchObject({ passed: 0, failed: 1 });
});

test('a run without tests counts as a failure', () => {
  expect(vitestOutcome(vitestReport(0, 0), 0)).toMatchObject({ passed: 0, failed: 1 });
});

test('browser tests that passed at the second attempt count as passed', () => {
  expect(
    playwrightOutcome(report({ stats: { expected: 3, flaky: 1, unexpected: 0, skipped: 0 } }), 0),
  ).toMatchObject({
    passed: 4,
    failed: 0,
  });
});

test('other words on the command line go to the test runner', () => {
  expect(parseArguments(['unit', 'packages/language'], ['unit', 'types'])).toEqual({
    names: ['unit'],
    rest: ['packages/language'],
  });
});

test('each failure is named with its reason, at the end of the log', () => {
  const unit = report({
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      {
        name: join(process.cwd(), 'packages/a/b.test.ts'),
        status: 'failed',
        assertionResults: [
          { status: 'passed', fullName: 'holds', failureMessages: [] },
          { status: 'passed', fullName: 'comes late', failureMessages: ['Error: not yet'] },
          {
            status: 'failed',
            fullName: 'adds up',
            failureMessages: [
              '\u001b[31mAssertionError: expected 1 to be 2\u001b[39m\n    at node_modules/x\n    at b.test.ts:3',
            ],
          },
        ],
      },
      {
        name: join(process.cwd(), 'packages/a/c.test.ts'),
        status: 'failed',
        message: 'Cannot find ./d',
        assertionResults: [],
      },
    ],
  });
  expect(vitestOutcome(unit, 1).failures).toEqual([
    'packages/a/b.test.ts: comes late (passed at the second try)\n    Error: not yet',
    'packages/a/b.test.ts: adds up\n    AssertionError: expected 1 to be 2\n        at b.test.ts:3',
    'packages/a/c.test.ts: the file itself\n    Cannot find ./d',
  ]);
  const spec = (title: string, status: string) => ({
    title,
    file: 'sign-in.spec.ts',
    tests: [{ status, results: [{}, { error: { message: 'Timeout' } }] }],
  });
  const browser = report({
    stats: { expected: 1, flaky: 1, unexpected: 1, skipped: 0 },
    suites: [
      {
        specs: [spec('fine', 'expected')],
        suites: [{ specs: [spec('broken', 'unexpected'), spec('slow', 'flaky')] }],
      },
    ],
  });
  expect(playwrightOutcome(browser, 1).failures).toEqual([
    'sign-in.spec.ts: broken\n    Timeout',
    'sign-in.spec.ts: slow (passed at the second try)\n    Timeout',
  ]);
});

describe('two runs of the browser tests', () => {
  const half = (file: string, { unexpected = 0, flaky = 0, errors = [] as object[] } = {}) =>
    report({
      stats: { expected: 5, flaky, unexpected, skipped: 1 },
      errors,
      suites: [
        {
          file,
          specs:
            unexpected + flaky === 0
              ? []
              : [{ title: 'odd', file, tests: [{ status: 'flaky', results: [] }] }],
        },
      ],
    });
  const joined = (first: string, second: string, exitCode: number | null = 0) =>
    joinedOutcome(
      [
        { name: 'the first half', file: first },
        { name: 'the second half', file: second },
      ],
      { exitCode, files: ['a.spec.ts', 'b.spec.ts'] },
    );

  test('are counted together, with the tests that passed at the second try', () => {
    expect(joined(half('a.spec.ts'), half('b.spec.ts', { flaky: 2 }))).toEqual({
      passed: 12,
      failed: 0,
      skipped: 2,
      counted: true,
      problems: [],
      failures: ['b.spec.ts: odd (passed at the second try)'],
    });
    expect(joined(half('a.spec.ts', { unexpected: 1 }), half('b.spec.ts'), 1)).toMatchObject({
      passed: 10,
      failed: 1,
      problems: [],
    });
  });

  test('fail when one of them broke, wherever it was', () => {
    expect(joined(half('a.spec.ts'), join(folder, 'never-written.json'), 1)).toMatchObject({
      passed: 5,
      failed: 2,
      problems: [
        'The browser tests of the second half could not be run; see above.',
        'b.spec.ts was not run.',
      ],
    });
    expect(joined(half('a.spec.ts', { errors: [{}] }), half('b.spec.ts'), 1)).toMatchObject({
      failed: 1,
      problems: ['In the first half: The run ended with 1 although no test failed; see above.'],
    });
    expect(joined(half('a.spec.ts'), half('b.spec.ts'), 1)).toMatchObject({
      failed: 1,
      problems: ['The run ended with 1 although no test failed; see above.'],
    });
  });

  test('fail when a file of tests was run by none or by both', () => {
    expect(joined(half('a.spec.ts'), half('a.spec.ts'))).toMatchObject({
      failed: 2,
      problems: ['a.spec.ts was run 2 times.', 'b.spec.ts was not run.'],
    });
  });
});

test('the summary names what failed, without reasons and without what passed at the second try', () => {
  const failures = [
    'a.test.ts: adds up\n    Error: no',
    'b.spec.ts: opens (passed at the second try)\n    Error: late',
  ];
  expect(failedNames({ passed: 1, failed: 1, skipped: 0, failures, problems: ['', 'It broke.'] })).toEqual([
    'a.test.ts: adds up',
    'It broke.',
  ]);
  expect(failedNames({ passed: 1, failed: 0, skipped: 0, failures })).toEqual([]);
  const many = Array.from({ length: 7 }, (_, index) => `${index}.test.ts: ${'long '.repeat(40)}`);
  const names = failedNames({ passed: 0, failed: 7, skipped: 0, failures: many });
  expect(names.at(-1)).toBe('and 2 more');
  expect(Math.max(...names.map(({ length }) => length))).toBe(120);
});

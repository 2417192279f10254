import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../start/options.mjs';
import { halves, onlySpecs, specFiles, splitProblems } from './browser-halves.mjs';

test('every spec is in exactly one half', () => {
  expect(specFiles().length).toBeGreaterThan(20);
  expect(splitProblems(specFiles(), halves)).toEqual([]);
});

test('a spec that is left out, listed twice or gone is told', () => {
  expect(
    splitProblems(['new.spec.ts', 'twice.spec.ts'], {
      first: ['twice.spec.ts', 'gone.spec.ts'],
      second: ['twice.spec.ts'],
    }),
  ).toEqual([
    'new.spec.ts is in no half. Add it to tools/test/browser-halves.mjs.',
    'twice.spec.ts is in the halves twice. Leave it in one.',
    'gone.spec.ts is in a half, but does not exist. Remove it there.',
  ]);
});

test('Playwright runs exactly the specs of a half, and the story before the others', () => {
  const listed = Object.values(halves).map((specs) => {
    const report = execFileSync(
      process.execPath,
      [
        join(root, 'node_modules/@playwright/test/cli.js'),
        'test',
        '--list',
        '--reporter=json',
        ...onlySpecs(specs),
      ],
      {
        cwd: join(root, 'e2e'),
        encoding: 'utf8',
        env: { ...process.env, MILLRACE_E2E_URL: 'http://localhost:1' },
      },
    );
    const { suites } = JSON.parse(report) as { suites: { file: string }[] };
    return suites.map(({ file }) => file);
  });
  expect(listed.map((specs) => specs.toSorted())).toEqual(
    Object.values(halves).map((specs) => specs.toSorted()),
  );
  for (const specs of listed) if (specs.includes('story.spec.ts')) expect(specs[0]).toBe('story.spec.ts');
});

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDocs } from './docs.mjs';
import { checkStructure } from './structure.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-structure-'));
  plant('packages/language/base/tsconfig.json', '{}');
  plant('packages/language/base/money.ts', 'export const zero = 0;\n');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('a small pure package in kebab-case has no problems', () => {
  expect(checkStructure(root)).toEqual([]);
});

test.each([
  [
    'a file has grown past five hundred lines',
    'packages/language/base/long.ts',
    '\n'.repeat(501),
    'has 502 lines',
  ],
  ['a file is named in camel case', 'packages/language/base/priceList.ts', '', 'kebab-case'],
  ['a folder is named with a capital', 'packages/language/base/Prices/list.ts', '', 'kebab-case'],
  [
    'pure code looks at the clock',
    'packages/language/base/now.ts',
    'export const now = () => Date.now();',
    'Date.now',
  ],
  [
    'pure code throws dice',
    'packages/language/base/dice.ts',
    'export const draw = () => Math.random();',
    'Math.random',
  ],
  [
    'pure code asks for today',
    'packages/language/base/today.ts',
    'export const today = () => new Date();',
    'new Date()',
  ],
  [
    'the engine throws an error without a code',
    'packages/engine/services/verb.ts',
    `throw new Error('no');`,
    'error table',
  ],
])('a problem is reported when %s', (_what, path, text, words) => {
  plant('packages/engine/services/tsconfig.json', '{}');
  plant(path, text);
  expect(checkStructure(root).join('\n')).toContain(words);
});

test('a package without type checks is reported by name', () => {
  plant('packages/engine/services/verb.ts', '');
  expect(checkStructure(root)).toEqual([
    'packages/engine/services has no tsconfig.json, so nobody checks its types.',
  ]);
});

test('a comment about the clock does not make code impure', () => {
  plant('packages/language/base/said.ts', '// never Date.now() here\nexport const said = 1;');
  expect(checkStructure(root)).toEqual([]);
});

test('a text that names a missing file is reported, and one that names an existing file is not', () => {
  plant(
    'README.md',
    'See `packages/language/base/money.ts`, [money](packages/language/base/money.ts) and [the web](https://example.com).',
  );
  plant('docs/old.md', 'See `packages/language/base/gone.ts` and ![a picture](images/gone.png).');
  expect(checkDocs(root)).toEqual([
    'docs/old.md names images/gone.png, which does not exist.',
    'docs/old.md names packages/language/base/gone.ts, which does not exist.',
  ]);
});

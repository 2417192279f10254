import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkWords, forbiddenWords } from './words.mjs';

const glossary = readFileSync(join(import.meta.dirname, '../../docs/contributing/words.md'), 'utf8');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-words-'));
  plant('docs/contributing/words.md', glossary);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test('the glossary has a word for everything it forbids, and forbids none that it recommends', () => {
  const words = forbiddenWords(glossary);
  expect(words.length).toBeGreaterThan(20);
  expect(words).toContainEqual(['Re-entry', 'Coming in again']);
  for (const [say] of words) expect(words.filter(([, not]) => say.includes(not))).toEqual([]);
});

test.each(forbiddenWords(glossary))('“%s” is recommended where a text says “%s”', (say, not) => {
  plant('apps/web/features/one.tsx', `export const One = () => <p>${not}</p>;\n`);
  plant('docs/using/one.md', `# One\n\n${not}.\n`);
  plant('apps/web/features/one.test.tsx', `export const words = '${not}';\n`);
  const problems = checkWords(root);
  expect(problems.filter((problem) => problem.startsWith('apps/web/features/one.tsx:1')).join()).toContain(
    `“${say}”`,
  );
  expect(problems.some((problem) => problem.startsWith('docs/using/one.md:3'))).toBe(true);
  expect(problems.some((problem) => problem.includes('one.test.tsx'))).toBe(false);
});

test.each(forbiddenWords(glossary, 'In code'))(
  'in code “%s” is recommended where a text says “%s”',
  (say, not) => {
    plant('packages/engine/one.ts', `/** ${not}. */\nexport const one = 1;\n`);
    plant('tools/two.mjs', `// ${not}\n`);
    plant('packages/engine/one.test.ts', `export const words = '${not}';\n`);
    plant('docs/using/one.md', `# One\n\n${not}.\n`);
    const problems = checkWords(root);
    expect(problems.map((problem) => problem.split(' ')[0])).toEqual(
      expect.arrayContaining(['packages/engine/one.ts:1', 'tools/two.mjs:1']),
    );
    expect(problems.join()).toContain(`“${say}”`);
    expect(problems.some((problem) => /one\.test\.ts|one\.md/.test(problem))).toBe(false);
  },
);

test('words of the glossary, and words with a remark, are accepted', () => {
  plant(
    'apps/web/features/two.ts',
    `export const words = ['Re-entry', 'Abandoned cart', 'a kill switch in code', 'node'];\n`,
  );
  expect(checkWords(root)).toEqual([]);
});

test('a missing glossary is reported', () => {
  rmSync(join(root, 'docs'), { recursive: true });
  expect(checkWords(root)).toHaveLength(1);
});

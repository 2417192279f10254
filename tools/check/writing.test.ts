import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { checkWriting, handmade } from './writing.mjs';

test.each([
  'const words = `${count} problem${count === 1 ? "" : "s"}`.replace("s", count === 1 ? \'\' : \'s\');',
  "const words = count === 1 ? '1 person' : `${count} people`;",
  "const words = loose === 1 ? 'Remove this step' : `Remove these ${loose} steps`;",
  "const words = found === 1 ? 'One entry is wrong' : `${found} entries are wrong`;",
  'return `${Math.round(share * 100)} %`;',
  'return `${value}% off`;',
  '<span>{Math.round(share * 100)} %</span>',
  'return value.toFixed(1);',
  "return count.toLocaleString('en-US');",
  "return new Intl.NumberFormat('en-US').format(count);",
  "return new Intl.DateTimeFormat('en-GB', { timeZone: zone }).format(at);",
  "return Intl.DateTimeFormat('en-GB').format(at);",
])('is reported as formatted by hand: %s', (line) => {
  expect(handmade(line)).toHaveLength(1);
});

test.each([
  "const words = plural(count, 'problem');",
  "const words = count === 1 ? 'once' : plural(count, 'time');",
  "const title = ways === 1 ? 'Then' : 'Ways out';",
  'style={{ width: `${share * 100}%` }}',
  'where name ilike ${`%${search}%`}',
  'if (index % 2 === 0) return;',
  'return `“{% ${tag} %}” cannot be used`;',
  'const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;',
  'format?: Intl.NumberFormatOptions;',
])('is accepted: %s', (line) => {
  expect(handmade(line)).toEqual([]);
});

test('every source file is checked, except tests and the helpers themselves', () => {
  const root = mkdtempSync(join(tmpdir(), 'millrace-writing-'));
  const plant = (path: string) => {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), 'export const words = (n: number) => n.toFixed(2);\n');
  };
  [
    'apps/web/features/one.tsx',
    'packages/language/flow/two.ts',
    'packages/language/flow/two.test.ts',
    'packages/language/base/words/shares.ts',
  ].forEach(plant);
  expect(checkWriting(root).map((problem) => problem.split(' ')[0])).toEqual([
    'apps/web/features/one.tsx:1',
    'packages/language/flow/two.ts:1',
  ]);
  rmSync(root, { recursive: true, force: true });
});

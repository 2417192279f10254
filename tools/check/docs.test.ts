import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDocs } from './docs.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-docs-'));
  mkdirSync(join(root, 'docs/errors'), { recursive: true });
});
afterEach(() => rmSync(root, { recursive: true, force: true }));
const write = (file: string, text: string) => writeFileSync(join(root, file), text);

test('links and paths in a text must exist', () => {
  write('docs/one.md', 'See [the other](two.md) and `docs/three.md`, and [the web](https://example.com).');
  expect(checkDocs(root)).toHaveLength(2);
  write('docs/two.md', '');
  write('docs/three.md', '');
  expect(checkDocs(root)).toEqual([]);
});

test('the page of an error must say something about it', () => {
  write(
    'docs/errors/lost.md',
    '## More\n\nNothing yet. If this error puzzled you, write here what it turned out to be.',
  );
  expect(checkDocs(root)).toEqual([
    'docs/errors/lost.md says nothing about the error. Write what it means and what to do.',
  ]);
  write('docs/errors/lost.md', '## More\n\nLook behind you.');
  expect(checkDocs(root)).toEqual([]);
});

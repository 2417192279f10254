import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ERRORS, type ErrorEntry } from '@millrace/base';
import { indexOf, moreOf, pageOf } from './pages.ts';

const folder = join(dirname(fileURLToPath(import.meta.url)), '../../docs/errors');
const codes: [string, ErrorEntry][] = Object.entries(ERRORS);

test.each(codes)('the error %s has a page that matches the table', (code, entry) => {
  const file = join(folder, `${code}.md`);
  expect(existsSync(file), 'run `npm run errors`').toBe(true);
  const page = readFileSync(file, 'utf8');
  expect(page).toBe(pageOf(code, entry, moreOf(page)));
});

test('the index of errors matches the table, and no page of a removed code remains', () => {
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(indexOf(codes));
  expect(readdirSync(folder).sort()).toEqual([...codes.map(([code]) => `${code}.md`), 'README.md'].sort());
});

test('text that a person added to a page stays when the page is written again', () => {
  const entry: ErrorEntry = { status: 404, fault: 'theirs', sentence: 'No {what}.', next: 'Look.' };
  const page = pageOf('not-found', entry, 'It was the trailing slash.');
  expect(pageOf('not-found', entry, moreOf(page))).toBe(page);
  expect(moreOf(pageOf('not-found', entry))).toBe('');
});

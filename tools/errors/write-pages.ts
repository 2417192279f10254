import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ERRORS, type ErrorEntry } from '@millrace/base';
import { indexOf, moreOf, pageOf } from './pages.ts';

/** `npm run errors`: writes a page for each code of the error table, and deletes pages of removed codes. */
const folder = join(dirname(fileURLToPath(import.meta.url)), '../../docs/errors');
const codes: [string, ErrorEntry][] = Object.entries(ERRORS);
mkdirSync(folder, { recursive: true });
for (const [code, entry] of codes) {
  const file = join(folder, `${code}.md`);
  writeFileSync(file, pageOf(code, entry, existsSync(file) ? moreOf(readFileSync(file, 'utf8')) : ''));
}
writeFileSync(join(folder, 'README.md'), indexOf(codes));
for (const name of readdirSync(folder)) {
  if (name !== 'README.md' && !codes.some(([code]) => `${code}.md` === name)) rmSync(join(folder, name));
}

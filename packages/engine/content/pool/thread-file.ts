import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The name that `tools/start/bundle.mjs` gives to the compiled thread. */
const COMPILED = 'render-thread.js';

/**
 * The file that a rendering thread runs: the source when this runs from sources, otherwise the compiled
 * thread beside this program. Inside Next, whose bundler moves files, it is in the app's own `dist`.
 */
export function threadFile(here = import.meta.url): string {
  const own = here.startsWith('file:') ? fileURLToPath(here) : '';
  const isSource = own.endsWith('.ts') && existsSync(own);
  const compiled = [join(own, '..', COMPILED), join(process.cwd(), 'dist', COMPILED)].find((file) =>
    existsSync(file),
  );
  // A bundler may report the source file as its own location, so in production the compiled thread wins.
  if (compiled !== undefined && (!isSource || process.env['NODE_ENV'] === 'production')) return compiled;
  if (isSource) return join(own, '../thread.mjs');
  return createRequire(join(process.cwd(), 'package.json')).resolve('@millrace/content/thread');
}

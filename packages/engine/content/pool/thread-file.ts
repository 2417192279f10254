import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What `tools/start/bundle.mjs` calls the compiled thread. */
const COMPILED = 'render-thread.js';

/**
 * The file a rendering thread begins with: from sources when this runs from sources, otherwise the one compiled beside
 * this program. Inside Next, whose bundler moves files about, it stands in the app's own `dist`.
 */
export function threadFile(here = import.meta.url): string {
  const own = here.startsWith('file:') ? fileURLToPath(here) : '';
  const isSource = own.endsWith('.ts') && existsSync(own);
  const compiled = [join(own, '..', COMPILED), join(process.cwd(), 'dist', COMPILED)].find((file) =>
    existsSync(file),
  );
  // A bundler may say that its output is the source it was made from: in production the compiled one counts.
  if (compiled !== undefined && (!isSource || process.env['NODE_ENV'] === 'production')) return compiled;
  if (isSource) return join(own, '../thread.mjs');
  return createRequire(join(process.cwd(), 'package.json')).resolve('@millrace/content/thread');
}

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = dirname(fileURLToPath(import.meta.url));

/** What browsers load, by the name of the built file. */
export const SCRIPTS = /** @type {const} */ ({
  'storefront.js': 'script/main.ts',
  'storefront-forms.js': 'forms/main.ts',
  'storefront-worker.js': 'worker/main.ts',
});

/**
 * Compiles one of the scripts for the browsers of a store's customers.
 * @param {keyof typeof SCRIPTS} name
 * @returns {Promise<string>} the text of the script
 */
export async function buildScript(name) {
  const { outputFiles } = await build({
    entryPoints: [join(here, SCRIPTS[name])],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2020',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles[0]?.text.trim() ?? '';
}

import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

type ScriptName = 'storefront.js' | 'storefront-forms.js' | 'storefront-worker.js';
const PLACE = '__MILLRACE_SETTINGS__';

const texts = new Map<ScriptName, Promise<string>>();

/** A script for the pages of a store, with its settings written into it. */
export async function scriptText(name: ScriptName, settings: unknown): Promise<string> {
  const text = texts.get(name) ?? compiled(name) ?? build(name);
  texts.set(name, text);
  // As in JSON inside a page: no value can end a script that somebody has put inline.
  const written = JSON.stringify(settings).replace(/</g, '\\u003c');
  return (await text).replaceAll(PLACE, () => written);
}

/** What `tools/start/bundle.mjs` has compiled, beside the program or in the `dist` of the app. */
function compiled(name: ScriptName): Promise<string> | null {
  const here = import.meta.url.startsWith('file:') ? fileURLToPath(import.meta.url) : '';
  const file = [join(here, '..', name), join(process.cwd(), 'dist', name)].find((each) => existsSync(each));
  const isSource = here.endsWith('.ts') && existsSync(here);
  return file === undefined || (isSource && process.env['NODE_ENV'] !== 'production')
    ? null
    : Promise.resolve(readFileSync(file, 'utf8'));
}

/** From its sources, in development and in tests: bundlers are not to see the import. */
async function build(name: ScriptName): Promise<string> {
  const file = createRequire(join(process.cwd(), 'package.json')).resolve('@millrace/storefront/build');
  const { buildScript } = (await import(/* turbopackIgnore: true */ pathToFileURL(file).href)) as {
    buildScript(name: ScriptName): Promise<string>;
  };
  return buildScript(name);
}

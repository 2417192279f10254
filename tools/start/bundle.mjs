// `node bundle.mjs <entry.ts> <out.js>`: compiles one of our programs as it runs in production. Compiling
// once saves the time at every start, and avoids the names that tsx gives each closure at run time, which
// make a step take twice as long.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { buildScript, SCRIPTS } from '@millrace/storefront/build';
import { root } from './options.mjs';

const [entry = '', out = ''] = process.argv.slice(2);

/** @param {string} from @param {string} to */
const compile = (from, to) =>
  build({
    entryPoints: [from],
    outfile: to,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
    plugins: [
      {
        name: 'ours-only',
        setup: ({ onResolve }) =>
          onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
            kind === 'entry-point' || path.startsWith('@millrace/') ? undefined : { path, external: true },
          ),
      },
    ],
  });

await compile(entry, out);
// The rendering thread is placed beside the program that starts it: see
// packages/engine/content/pool/thread-file.ts.
await compile(join(root, 'packages/engine/content/pool/thread.ts'), join(dirname(out), 'render-thread.js'));
// The scripts for the pages of stores: see apps/web/server/storefront/script-text.ts.
for (const name of /** @type {(keyof typeof SCRIPTS)[]} */ (Object.keys(SCRIPTS)))
  writeFileSync(join(dirname(out), name), await buildScript(name));

// `node bundle.mjs <entry.ts> <out.js>`: one of our programs as it runs in production. Compiled once and not at every start,
// and without the names that tsx gives each closure anew at run time: they make a step take twice as long.
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
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
// The one thread we start is found beside whoever starts it: see packages/engine/content/pool/thread-file.ts.
await compile(join(root, 'packages/engine/content/pool/thread.ts'), join(dirname(out), 'render-thread.js'));

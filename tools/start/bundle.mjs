// `node bundle.mjs <entry.ts> <out.js>`: one of our programs as it runs in production. Compiled once and not at every start,
// and without the names that tsx gives each closure anew at run time: they make a step take twice as long.
import { copyFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import { root } from './options.mjs';

const [entry = '', out = ''] = process.argv.slice(2);

await build({
  entryPoints: [entry],
  outfile: out,
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
// The one thread we start is found beside whoever starts it.
copyFileSync(join(root, 'packages/engine/content/pool/thread.mjs'), join(dirname(out), 'thread.mjs'));

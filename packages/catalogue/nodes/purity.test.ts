import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));

/** What the export "." may contain: it goes into the worker, the web server and the browser alike. */
const ALLOWED = [
  '@millrace/base',
  '@millrace/channels',
  '@millrace/connectors',
  '@millrace/decisions',
  '@millrace/flow',
  '@millrace/measure',
  '@millrace/nodes',
  '@noble/hashes',
  'sms-segments-calculator',
  'zod',
];
/** What `sms-segments-calculator` brings along. */
const BROUGHT = ['grapheme-splitter'];

/** Paths begin at `packages/`: `catalogue/nodes/wait/...` is ours, `../node_modules/zod/...` is somebody else's. */
function packageOf(file: string): string {
  const foreign = file.split('node_modules/').at(-1)!;
  if (foreign !== file) return /^(@[^/]+\/)?[^/]+/.exec(foreign)![0];
  return `@millrace/${file.split('/')[1]}`;
}

async function contents(entry: string): Promise<{ packages: string[]; files: string[] }> {
  const { metafile } = await build({
    entryPoints: [join(HERE, entry)],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    absWorkingDir: join(HERE, '../..'),
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.inputs);
  return { packages: [...new Set(files.map(packageOf))].sort(), files };
}

test('the meaning of nodes contains zod and packages of ours, no screen and no machine', async () => {
  const { packages, files } = await contents('kinds.ts');
  expect(packages.filter((name) => !ALLOWED.includes(name) && !BROUGHT.includes(name))).toEqual([]);
  expect(packages).toContain('@millrace/flow');
  expect(files.filter((file) => file.endsWith('.tsx'))).toEqual([]);
});

test('no definition asks the clock or chance, or reaches for the machine', () => {
  const sources = readdirSync(HERE, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.includes('node_modules'),
  );
  expect(sources.length).toBeGreaterThan(10);
  const guilty = sources.filter((file) =>
    /Date\.now|new Date\(|Math\.random|from 'node:|process\.|crypto\.|\bfetch\(|performance\./.test(
      readFileSync(join(HERE, file), 'utf8'),
    ),
  );
  expect(guilty).toEqual([]);
});

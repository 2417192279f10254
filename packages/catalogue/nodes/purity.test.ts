import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const HERE = dirname(fileURLToPath(import.meta.url));

/** What the export "." may contain, since it runs in the worker, the web server and the browser. */
const ALLOWED = [
  '@millrace/base',
  '@millrace/channels',
  '@millrace/connectors',
  '@millrace/decisions',
  '@millrace/flow',
  '@millrace/guardrails',
  '@millrace/measure',
  '@millrace/nodes',
  '@noble/hashes',
  'sms-segments-calculator',
  'zod',
];
/** Dependencies of `sms-segments-calculator`. */
const BROUGHT = ['grapheme-splitter'];

/**
 * Paths are relative to `packages/`: `catalogue/nodes/wait/...` is our code, `../node_modules/zod/...` a
 * dependency.
 */
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

test('the meaning of nodes contains only zod and our packages, nothing of the browser or Node', async () => {
  const { packages, files } = await contents('kinds.ts');
  expect(packages.filter((name) => !ALLOWED.includes(name) && !BROUGHT.includes(name))).toEqual([]);
  expect(packages).toContain('@millrace/flow');
  expect(files.filter((file) => file.endsWith('.tsx'))).toEqual([]);
});

test('no definition uses the clock, random numbers or the platform', () => {
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

import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

/** What connectors are made of: zod and the language, nothing that reaches the world. */
test('connectors contain zod and the language, and nothing that could touch the world', async () => {
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, 'kinds.ts')],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['import'],
    logLevel: 'silent',
  });
  const inputs = Object.keys(metafile.inputs);
  const foreign = inputs.flatMap((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
  expect(new Set(foreign)).toEqual(new Set(['@noble/hashes', 'zod']));
  const own = inputs.filter((path) => !path.includes('node_modules'));
  expect(
    own.filter((path) => !/packages\/(catalogue\/connectors|language\/(base|flow))\//.test(path)),
  ).toEqual([]);
  expect(own.filter((path) => /\/(testing|_template)\/|\.test\.ts$/.test(path))).toEqual([]);
});

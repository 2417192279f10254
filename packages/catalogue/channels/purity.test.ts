import { build } from 'esbuild';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('the entry without screens contains nothing of the browser or Node, and no unexpected dependency', async () => {
  const { metafile } = await build({
    entryPoints: [join(import.meta.dirname, 'index.ts')],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    logLevel: 'silent',
  });
  const packages = new Set(
    Object.keys(metafile.inputs)
      .map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1])
      .filter((name) => name !== undefined && !name.startsWith('@millrace/')),
  );
  expect([...packages].toSorted()).toEqual(['zod']);
  expect(Object.keys(metafile.inputs).filter((path) => path.endsWith('.tsx'))).toEqual([]);
});

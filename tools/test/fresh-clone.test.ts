import { readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../start/options.mjs';

/** The files loaded at once with a file, itself included; without lazy `import()`. */
function loadedWith(
  file: string,
  known = new Map<string, readonly string[]>(),
): Map<string, readonly string[]> {
  if (known.has(file)) return known;
  const names = [
    ...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\s(?:[^'"]*?\sfrom\s)?'([^']+)'/gm),
  ].map(([, name]) => name ?? '');
  known.set(file, names);
  for (const name of names.filter((one) => one.startsWith('.'))) loadedWith(join(dirname(file), name), known);
  return known;
}

test.each([
  'tools/start/start.mjs',
  'tools/test/test.mjs',
  'tools/test/run-tests.mjs',
  'tools/hunt/hunt.mjs',
])('%s runs in a fresh clone, where nothing is installed', (file) => {
  const loaded = loadedWith(join(root, file));
  expect(loaded.size).toBeGreaterThan(1);
  const installed = [...loaded].flatMap(([from, names]) =>
    names
      .filter((name) => !name.startsWith('.') && !isBuiltin(name))
      .map((name) => `${relative(root, from)}: ${name}`),
  );
  expect(installed).toEqual([]);
});

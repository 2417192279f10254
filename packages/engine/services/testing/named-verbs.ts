import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What an index lists for other packages, its types left out. */
export function exportedNames(index: string): string[] {
  return [...index.matchAll(/^export\s*\{([^}]*)\}/gm)].flatMap(([, names = '']) =>
    names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '' && !name.startsWith('type '))
      .map((name) => name.split(/\s+as\s+/).at(-1) as string),
  );
}

/** What is said of a name beyond importing it. */
export function isUsed(source: string, name: string): boolean {
  const code = source
    .replaceAll(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
    .replaceAll(/^import\s[\s\S]*?from\s+'[^']*';/gm, '');
  return new RegExp(`\\b${name}\\b`).test(code);
}

/**
 * Names that a folder of the package lists in its index and that no test of the package uses.
 * @param root the folder of the package
 */
export function untestedNames(root: string): string[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'node_modules' && entry.name !== 'testing',
  );
  const tests = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.test.ts') && !file.includes('node_modules'))
    .map((file) => readFileSync(join(root, file), 'utf8'));
  return folders.flatMap(({ name: folder }) => {
    const index = join(root, folder, 'index.ts');
    if (!readdirSync(join(root, folder)).includes('index.ts')) return [];
    return exportedNames(readFileSync(index, 'utf8'))
      .filter((name) => !tests.some((test) => isUsed(test, name)))
      .map((name) => `${folder}: ${name}`);
  });
}

import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const notOurs = new Set([
  'node_modules',
  '.next',
  '.git',
  '.data',
  '.cache',
  '.turbo',
  'dist',
  'test-results',
  'playwright-report',
  'coverage',
]);

/**
 * Every file of the project below the folders named, as paths from the root with forward slashes, sorted.
 * @param {string} root
 * @param {readonly string[]} folders
 * @returns {string[]}
 */
export function projectFiles(root, folders) {
  return folders
    .flatMap((folder) => below(join(root, folder)).map((path) => relative(root, path).replaceAll('\\', '/')))
    .sort();
}

/** @param {string} folder @returns {string[]} */
function below(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory())
      return notOurs.has(entry.name) || /^\.(data|next)/.test(entry.name)
        ? []
        : below(join(folder, entry.name));
    return entry.isFile() ? [join(folder, entry.name)] : [];
  });
}

export const sourceFolders = ['packages', 'apps', 'e2e', 'tools'];

/** @param {string} path whether it is code that is written by hand and runs */
export const isSource = (path) => /\.(ts|tsx|mjs|cjs)$/.test(path) && !path.endsWith('.d.ts');

/** @param {string} path a test, or what only tests use */
export const isTest = (path) =>
  /\.(test|spec)\.tsx?$/.test(path) ||
  /^e2e\/|^tools\/testing\/|\/testing\/|\/record-histories\.ts$/.test(path);

/** @param {string} path a folder that `npm run new` copies: names in it are placeholders */
export const isTemplate = (path) => /\/_template(-[a-z]+)?\//.test(path);

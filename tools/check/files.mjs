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
 * All files of the project below these folders, as sorted paths from the root with forward slashes.
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

/** Whether it is hand-written code that runs. @param {string} path */
export const isSource = (path) => /\.(ts|tsx|mjs|cjs)$/.test(path) && !path.endsWith('.d.ts');

/** Whether it is a test, or used by tests only. @param {string} path */
export const isTest = (path) =>
  /\.(test|spec)\.tsx?$/.test(path) ||
  /^e2e\/|^tools\/(testing|audit-measurement)\/|\/testing\/|\/record-histories\.ts$/.test(path);

/** Whether it is in a folder that `npm run new` copies; names in it are placeholders. @param {string} path */
export const isTemplate = (path) => /\/_template(-[a-z]+)?\//.test(path);

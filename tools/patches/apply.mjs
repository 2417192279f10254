// `node tools/patches/apply.mjs`: runs after each npm install of this checkout. The launcher and the tests
// run it too, in case npm runs no scripts. Plain JavaScript that imports nothing from node_modules.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { patch } from './postgres.mjs';

const checkout = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/**
 * Patches the driver in node_modules as `postgres.mjs` says, whether it is untouched, patched, or patched by
 * an older release. Replaces files instead of writing into them, because another checkout may share them.
 * @param {string} [modules] folder node_modules
 * @returns {number} how many files were changed
 * @throws {Error} when the driver is another version, or was changed by somebody else
 */
export function applyPatches(modules = join(checkout, 'node_modules')) {
  const folder = join(modules, patch.name);
  if (!existsSync(folder)) return 0;
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (version !== patch.version)
    throw new Error(
      `${patch.name} ${version} is installed, and our patch is for ${patch.version}: review tools/patches/postgres.mjs, edit by edit.`,
    );
  let changed = 0;
  for (const below of patch.folders)
    for (const name of new Set(patch.edits.map((edit) => edit.file))) {
      const file = join(folder, below, name);
      // Keeps the original file, so that a later release can patch it again.
      const original = `${file}.original`;
      const source = readFileSync(existsSync(original) ? original : file, 'utf8');
      const text = edited(source, name);
      if (text === readFileSync(file, 'utf8')) continue;
      replace(original, source);
      replace(file, text);
      changed += 1;
    }
  return changed;
}

/** @param {string} source @param {string} name */
function edited(source, name) {
  return patch.edits
    .filter((edit) => edit.file === name)
    .reduce((text, { find, put, why }) => {
      if (text.split(find).length !== 2)
        throw new Error(`${patch.name}: ${name} is not the file our patch is for. The edit: ${why}`);
      return text.replace(find, () => put);
    }, source);
}

/** @param {string} file @param {string} text */
function replace(file, text) {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) applyPatches();

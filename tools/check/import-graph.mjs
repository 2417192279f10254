import { existsSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize } from 'node:path';
import { parse } from '@swc/core';

/**
 * One import of one file.
 * @typedef {object} Edge
 * @property {string} from path from the root
 * @property {string} to path from the root; `npm:zod` or `node:fs` for other packages; '' when the
 * file is missing
 * @property {string} specifier as written
 * @property {boolean} typeOnly true for an import that disappears when compiled
 * @property {boolean} lazy true for `import(...)`
 */

/** @typedef {Map<string, { folder: string, exports: Record<string, unknown> }>} Packages of ours, by name */

const builtins = new Set(builtinModules);

/**
 * @param {string} root
 * @param {readonly string[]} files
 * @returns {Promise<Edge[]>}
 */
export async function readImports(root, files) {
  const packages = readPackages(root, files);
  const edges = await Promise.all(
    files.filter((file) => /\.(tsx?|mjs)$/.test(file)).map((file) => importsOf(root, file, packages)),
  );
  return edges.flat();
}

/** @param {string} root @param {string} file @param {Packages} packages @returns {Promise<Edge[]>} */
async function importsOf(root, file, packages) {
  const source = readFileSync(join(root, file), 'utf8');
  const script = await parse(
    source,
    file.endsWith('.mjs') ? { syntax: 'ecmascript' } : { syntax: 'typescript', tsx: file.endsWith('x') },
  );
  const edge = (/** @type {string} */ specifier, /** @type {boolean} */ typeOnly, lazy = false) => ({
    from: file,
    to: resolve(root, file, specifier, packages),
    specifier,
    typeOnly,
    lazy,
  });
  /** @type {Edge[]} */
  const edges = [];
  for (const item of script.body) {
    if (item.type === 'ImportDeclaration') {
      const each =
        item.specifiers.length > 0 &&
        item.specifiers.every((name) => name.type === 'ImportSpecifier' && name.isTypeOnly);
      edges.push(edge(item.source.value, item.typeOnly || each));
    } else if (item.type === 'ExportAllDeclaration') {
      edges.push(edge(item.source.value, false));
    } else if (item.type === 'ExportNamedDeclaration' && item.source) {
      edges.push(edge(item.source.value, 'typeOnly' in item && item.typeOnly === true));
    }
  }
  if (!file.endsWith('.mjs')) {
    for (const [, specifier = ''] of source.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g))
      edges.push(edge(specifier, false, true));
  }
  return edges;
}

/** @param {string} root @param {string} file @param {string} specifier @param {Packages} packages */
function resolve(root, file, specifier, packages) {
  if (specifier.startsWith('.')) return local(root, normalize(join(dirname(file), specifier)));
  const [first = '', second = ''] = specifier.split('/');
  const name = first.startsWith('@') ? `${first}/${second}` : first;
  const own = packages.get(name);
  if (own) {
    const target = exportOf(own.exports, `.${specifier.slice(name.length)}`);
    return target === null ? '' : local(root, normalize(join(own.folder, target)));
  }
  if (specifier.startsWith('node:') || builtins.has(first)) return `node:${specifier.replace('node:', '')}`;
  if (specifier.startsWith('@/')) return local(root, `apps/web/${specifier.slice(2)}`);
  return `npm:${name}`;
}

/**
 * The target of an export: its own entry, or that of a pattern such as `./*`.
 * @param {Record<string, unknown>} exports
 * @param {string} wanted
 * @returns {string | null}
 */
function exportOf(exports, wanted) {
  const own = exports[wanted];
  if (typeof own === 'string') return own;
  const pattern = exports['./*'];
  return typeof pattern === 'string' && wanted.startsWith('./')
    ? pattern.replaceAll('*', wanted.slice(2))
    : null;
}

/** @param {string} root @param {string} path */
function local(root, path) {
  const found = [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find((each) =>
    existsSync(join(root, each)),
  );
  return found?.replaceAll('\\', '/') ?? '';
}

/** @param {string} root @param {readonly string[]} files @returns {Packages} */
function readPackages(root, files) {
  const folders = new Set(
    files
      .map((file) => /^(packages\/[^/]+\/[^/]+|apps\/[^/]+|tools|e2e)\//.exec(file)?.[1])
      .filter((folder) => folder !== undefined),
  );
  /** @type {Packages} */
  const packages = new Map();
  for (const folder of folders) {
    const file = join(root, folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, exports } = JSON.parse(readFileSync(file, 'utf8'));
    packages.set(name, { folder, exports: exports ?? {} });
  }
  return packages;
}

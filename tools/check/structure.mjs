import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isSource, isTemplate, isTest, projectFiles, sourceFolders } from './files.mjs';

const longestFile = 500;
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9-]+)*\.[a-z]+$/;
/** Names with a meaning to Next.js: [id], (app), @slot, _lib. */
const routing = /^apps\/web\/app\//;

/**
 * Checks what a reader may rely on: small files, one way to write names, pure code without side effects.
 * @param {string} root
 * @returns {string[]} problems
 */
export function checkStructure(root) {
  const files = projectFiles(root, sourceFolders).filter(isSource);
  return [...files.flatMap((file) => fileProblems(root, file)), ...missingTypeChecks(root, files)];
}

/** @param {string} root @param {string} file */
function fileProblems(root, file) {
  const text = readFileSync(join(root, file), 'utf8');
  const problems = [];
  const lines = text.split('\n').length;
  if (lines > longestFile)
    problems.push(`${file} has ${lines} lines; split it by meaning (at most ${longestFile}, better 150).`);
  const odd = file
    .split('/')
    .find((part, index, all) => !(index === all.length - 1 ? kebab : /^[a-z0-9]+(-[a-z0-9]+)*$/).test(part));
  if (odd && !routing.test(file) && !isTemplate(file))
    problems.push(`${file}: name files and folders in kebab-case.`);
  if (isPure(file)) problems.push(...impurities(file, text));
  if (mustUseErrorTable(file) && /\bthrow new Error\(/.test(text))
    problems.push(`${file}: use fail() and the error table, not "throw new Error".`);
  return problems;
}

/** Whether it is in the language, or in the pure part of the catalogue. @param {string} file */
function isPure(file) {
  return (
    /^packages\/(language\/.*\.tsx?|catalogue\/.*\.ts)$/.test(file) &&
    !isTest(file) &&
    !file.endsWith('.bench.ts')
  );
}

/** @param {string} file @param {string} text */
function impurities(file, text) {
  const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  const found =
    /\b(Date\.now|Math\.random|crypto\.(randomUUID|getRandomValues)|setTimeout|setInterval|fetch|localStorage)\(|\bnew Date\(\)|\bprocess\.(env|hrtime)/.exec(
      code,
    );
  return found
    ? [
        `${file} uses ${found[0]}: this code must return the same result every time. Take the instant or the random number as an argument.`,
      ]
    : [];
}

/** @param {string} file */
function mustUseErrorTable(file) {
  return (
    /^(packages\/engine|apps\/web\/server)\//.test(file) &&
    !isTest(file) &&
    !/\/(migrate|setup\/main)\.ts$/.test(file) &&
    !basename(file).includes('.config.')
  );
}

/**
 * Every workspace with code needs a tsconfig; otherwise its types are not checked.
 * @param {string} root
 * @param {readonly string[]} files
 */
function missingTypeChecks(root, files) {
  const folders = [
    ...new Set(
      files.map((file) => /^(packages\/[^/]+\/[^/]+|apps\/[^/]+|tools|e2e)\//.exec(file)?.[1] ?? ''),
    ),
  ].filter(Boolean);
  return folders
    .filter((folder) => !hasTypeCheck(join(root, folder)))
    .map((folder) => `${folder} has no tsconfig.json, so nobody checks its types.`);
}

/** @param {string} folder */
function hasTypeCheck(folder) {
  return existsSync(folder) && readdirSync(folder).some((name) => /^tsconfig.*\.json$/.test(name));
}

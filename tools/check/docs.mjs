import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { isTemplate, projectFiles } from './files.mjs';

/** A word in backticks counts as a path when it begins with one of our folders, or is a file at the root. */
const ourPath =
  /^(?:\.\/)?(?:(?:apps|packages|tools|docs|e2e|\.ci)\/[\w@.()[\]/-]*|[A-Z]+\.md|LICENSE|Dockerfile|(?:package|package-lock|tsconfig\.base)\.json|docker-compose\.yml)$/;

/**
 * Checks that paths and links in the texts exist.
 * @param {string} root
 * @returns {string[]} problems
 */
export function checkDocs(root) {
  const texts = projectFiles(root, ['.']).filter((file) => file.endsWith('.md') && !isTemplate(file));
  return texts.flatMap((file) => {
    const text = readFileSync(join(root, file), 'utf8').replace(/```[\s\S]*?```/g, '');
    return [
      ...linked(text).map((target) => broken(root, file, target, dirname(file))),
      ...named(text).map((target) => broken(root, file, target, '.')),
      // The page of an error is for a reader who is stuck, so it must say something.
      file.startsWith('docs/errors/') && text.includes('Nothing yet')
        ? [`${file} says nothing about the error. Write what it means and what to do.`]
        : [],
    ].flat();
  });
}

/** Targets of links and pictures. @param {string} text @returns {string[]} */
function linked(text) {
  return [...text.replace(/`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target.replace(/#.*$/, ''))
    .filter((target) => target && !/^([a-z]+:|\/)/.test(target));
}

/** Paths in backticks. @param {string} text @returns {string[]} */
function named(text) {
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word).filter((word) => ourPath.test(word));
}

/**
 * @param {string} root
 * @param {string} file
 * @param {string} target
 * @param {string} base
 * @returns {string[]}
 */
function broken(root, file, target, base) {
  return [base, '.'].some((each) => existsSync(join(root, normalize(join(each, target)))))
    ? []
    : [`${file} names ${target}, which does not exist.`];
}

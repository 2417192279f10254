import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSource, isTest, projectFiles } from './files.mjs';

const glossary = 'docs/contributing/words.md';

/**
 * Words that must not be used, from a table of the glossary. Entries with a remark in brackets are not
 * checked.
 * @param {string} text of the glossary
 * @param {string} [heading] of the table: words for people, or words for code
 * @returns {readonly (readonly [say: string, not: string])[]}
 */
export function forbiddenWords(text, heading = 'The glossary') {
  const table = new RegExp(`^## ${heading}$([\\s\\S]*?)^## `, 'm').exec(text)?.[1] ?? '';
  return table
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(
      ([, say, not, what]) => say && not && what && say !== 'say' && !/^-+$/.test(say) && !not.includes('('),
    )
    .flatMap(([, say = '', not = '']) =>
      not
        .split(', ')
        .filter((word) => word !== '')
        .map((word) => /** @type {const} */ ([say, word])),
    );
}

/**
 * Checks that texts for people use the words of the glossary.
 * @param {string} root
 * @returns {string[]} problems
 */
export function checkWords(root) {
  if (!existsSync(join(root, glossary))) return [`${glossary} does not exist. It lists the words to use.`];
  const text = readFileSync(join(root, glossary), 'utf8');
  const [forbidden, inCode] = [forbiddenWords(text), forbiddenWords(text, 'In code')];
  const code = projectFiles(root, ['apps', 'packages']).filter((file) => isSource(file) && !isTest(file));
  const everywhere = projectFiles(root, ['apps', 'packages', 'tools']).filter(
    (file) => isSource(file) && !isTest(file),
  );
  const pages = projectFiles(root, ['docs/using', 'packages']).filter(
    (file) => file.endsWith('.md') && !file.endsWith('README.md'),
  );
  return [...saidIn(root, [...code, ...pages], forbidden), ...saidIn(root, everywhere, inCode)];
}

/**
 * @param {string} root
 * @param {readonly string[]} files
 * @param {readonly (readonly [say: string, not: string])[]} forbidden
 */
function saidIn(root, files, forbidden) {
  return files.flatMap((file) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      forbidden
        .filter(([, word]) => line.includes(word))
        .map(([say, word]) => `${file}:${index + 1} says “${word}”; the word is “${say}” (${glossary}).`),
    );
  });
}

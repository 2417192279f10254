import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSource, isTest, projectFiles } from './files.mjs';

const helper = 'use a helper of @millrace/base/words, or formatMoney of @millrace/base';

/** Files that format figures for people, for machines, or for shoppers in other countries. */
const writers = [
  /^packages\/language\/base\/(words\/|money\.ts$|zones\.ts$)/,
  // Dates in messages follow the customs of their recipient.
  /^packages\/engine\/content\/liquid\/filters\.ts$/,
  // An independent shop with texts of its own.
  /^apps\/demo-shop\//,
];

/** @type {readonly (readonly [what: string, pattern: RegExp])[]} */
const byHand = [
  ['a format of its own', /\bnew Intl\.(?!Segmenter|Locale)\w+|\bIntl\.(?:Number|DateTime)Format\([^)]/],
  ['a format of its own', /\.toLocale(?:Date|Time)?String\(/],
  ['decimals cut by hand', /\.toFixed\(/],
  ['a percentage put together by hand', /\} %(?!\})|\}% (?=[a-z])/],
  ['a plural put together by hand', /\? '' : 's'|\? 's' : ''/],
];

/**
 * Checks that numbers, plurals, percentages, money and times are formatted by their helpers, so that every
 * screen writes them the same way.
 * @param {string} root
 * @returns {string[]} problems
 */
export function checkWriting(root) {
  return projectFiles(root, ['apps', 'packages'])
    .filter(
      (file) =>
        isSource(file) &&
        !isTest(file) &&
        !/\.(test|bench)\./.test(file) &&
        !writers.some((place) => place.test(file)),
    )
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return text
        .split('\n')
        .flatMap((line, index) =>
          handmade(line).map((what) => `${file}:${index + 1} has ${what}: ${helper}.`),
        );
    });
}

/** @param {string} line @returns {string[]} what the line formats by hand */
export function handmade(line) {
  const found = byHand.filter(([, pattern]) => pattern.test(line)).map(([what]) => what);
  const choice = /=== 1\s*\?\s*(['"`])(.*?)\1\s*:\s*(['"`])(.*?)\3/.exec(line);
  if (choice && isPlural(choice[2] ?? '', choice[4] ?? '')) found.push('a plural put together by hand');
  return [...new Set(found)];
}

const irregular = new Map([
  ['person', 'people'],
  ['is', 'are'],
  ['was', 'were'],
  ['has', 'have'],
  ['does', 'do'],
]);

/** Whether two texts differ only by singular and plural. @param {string} one @param {string} many */
function isPlural(one, many) {
  const words = (/** @type {string} */ text) => new Set(text.toLowerCase().match(/[a-z]+/g) ?? []);
  const [singular, plural] = [words(one), words(many)];
  return [...singular].some(
    (word) =>
      !plural.has(word) &&
      [`${word}s`, `${word}es`, word.replace(/y$/, 'ies'), irregular.get(word) ?? ''].some(
        (form) => form !== word && plural.has(form),
      ),
  );
}

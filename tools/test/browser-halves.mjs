import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../start/options.mjs';

/**
 * Which browser tests run on which of two products, side by side. Every spec is in exactly one half. Within a
 * half the story runs first and the others in the order of their names, on one product, so that each finds
 * what the earlier ones left there.
 *
 * Balanced by the time that each takes; see `docs/decisions/browser-tests.md` for the few that have to be
 * apart or together.
 */
export const halves = {
  first: [
    'story',
    'canvas-keyboard',
    'canvas-watch',
    'conflict',
    'keyboard',
    'names',
    'paths',
    'real-webhook',
    'segments',
    'triggers',
    'versions',
    'work',
  ],
  second: [
    'accessibility',
    'actions',
    'anomalies',
    'build-from-empty',
    'canvas-large',
    'canvas-legible',
    'canvas-mouse',
    'first-look',
    'gallery',
    'headers',
    'importing',
    'loyalty',
    'static-lists',
    'store-steps',
    'storefront',
    'survey',
    'web-push',
  ],
};

/** Not tests: they write the pictures of the README, when asked to. */
const PICTURES = 'pictures';

/** @typedef {Readonly<Record<string, readonly string[]>>} Split names of specs, by half */

/** @returns {string[]} names of all specs, without `.spec.ts` */
export function specNames() {
  return readdirSync(join(root, 'e2e'))
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => file.slice(0, -'.spec.ts'.length))
    .filter((name) => name !== PICTURES)
    .sort();
}

/**
 * @param {readonly string[]} names of all specs
 * @param {Split} split
 * @returns {string[]} what is wrong with a split, as sentences
 */
export function splitProblems(names, split) {
  const placed = Object.values(split).flat();
  return [
    ...names
      .filter((name) => !placed.includes(name))
      .map((name) => `${name}.spec.ts is in no half. Add it to tools/test/browser-halves.mjs.`),
    ...new Set(
      placed
        .filter((name, index) => placed.indexOf(name) !== index)
        .map((name) => `${name}.spec.ts is in the halves twice. Leave it in one.`),
    ),
    ...placed
      .filter((name) => !names.includes(name))
      .map((name) => `${name}.spec.ts is in a half, but does not exist. Remove it there.`),
  ];
}

/** Arguments by which Playwright runs these specs and no others. @param {readonly string[]} names */
export const onlySpecs = (names) => names.map((name) => `/${name}\\.spec\\.ts$`);

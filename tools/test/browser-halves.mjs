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
    'story.spec.ts',
    'automation.spec.ts',
    'best-channel.spec.ts',
    'best-hour.spec.ts',
    'canvas-keyboard.spec.ts',
    'canvas-large.spec.ts',
    'canvas-mouse.spec.ts',
    'canvas-watch.spec.ts',
    'conflict.spec.ts',
    'due-again.spec.ts',
    'global-holdout.spec.ts',
    'keyboard.spec.ts',
    'names.spec.ts',
    'paths.spec.ts',
    'real-webhook.spec.ts',
    'reports.spec.ts',
    'returns.spec.ts',
    'segments.spec.ts',
    'triggers.spec.ts',
    'versions.spec.ts',
    'work.spec.ts',
  ],
  second: [
    'accessibility.spec.ts',
    'actions.spec.ts',
    'anomalies.spec.ts',
    'build-from-empty.spec.ts',
    'canvas-legible.spec.ts',
    'demand.spec.ts',
    'first-look.spec.ts',
    'flow-files.spec.ts',
    'gallery.spec.ts',
    'headers.spec.ts',
    'holdout.spec.ts',
    'importing.spec.ts',
    'loyalty.spec.ts',
    'static-lists.spec.ts',
    'store-steps.spec.ts',
    'storefront.spec.ts',
    'survey.spec.ts',
    'ticket-class.spec.ts',
    'variants.spec.ts',
    'web-push.spec.ts',
  ],
};

/** Not tests: they write the pictures of the README, when asked to. */
const PICTURES = 'pictures.spec.ts';

/** @typedef {Readonly<Record<string, readonly string[]>>} Split files of specs, by half */

/** @returns {string[]} the files of all specs */
export function specFiles() {
  return readdirSync(join(root, 'e2e'))
    .filter((file) => file.endsWith('.spec.ts') && file !== PICTURES)
    .sort();
}

/**
 * @param {readonly string[]} files of all specs
 * @param {Split} split
 * @returns {string[]} what is wrong with a split, as sentences
 */
export function splitProblems(files, split) {
  const placed = Object.values(split).flat();
  return [
    ...files
      .filter((file) => !placed.includes(file))
      .map((file) => `${file} is in no half. Add it to tools/test/browser-halves.mjs.`),
    ...new Set(
      placed
        .filter((file, index) => placed.indexOf(file) !== index)
        .map((file) => `${file} is in the halves twice. Leave it in one.`),
    ),
    ...placed
      .filter((file) => !files.includes(file))
      .map((file) => `${file} is in a half, but does not exist. Remove it there.`),
  ];
}

/** Arguments by which Playwright runs these specs and no others. @param {readonly string[]} files */
export const onlySpecs = (files) => files.map((file) => `/${file.replaceAll('.', '\\.')}$`);

import { isTemplate, isTest } from './files.mjs';

/** @typedef {import('./import-graph.mjs').Edge} Edge */

/**
 * @typedef {object} Rule
 * @property {string} name
 * @property {string} why
 * @property {boolean} [inTests] whether it applies to tests too
 * @property {(edge: Edge) => boolean} forbids
 */

const floor = (/** @type {string} */ path) =>
  /^packages\/([^/]+)\//.exec(path)?.[1] ?? /^(apps|tools|e2e)\//.exec(path)?.[1] ?? '';
const unit = (/** @type {string} */ path) =>
  /^(packages\/[^/]+\/[^/]+|apps\/[^/]+|tools|e2e)\//.exec(path)?.[1] ?? '';
const isOneOf = (/** @type {string} */ value, /** @type {string[]} */ ...values) => values.includes(value);

/**
 * Apps import engine, engine imports catalogue, catalogue imports language. `surface` is imported only by
 * .tsx files and apps/web; workflows import only the runtime. No cycles, and no import points up.
 * @type {readonly Rule[]}
 */
export const rules = [
  {
    name: 'language imports nothing of ours',
    why: 'What a flow means must not depend on the catalogue, the outside world or screens.',
    forbids: ({ from, to }) =>
      floor(from) === 'language' &&
      isOneOf(floor(to), 'catalogue', 'engine', 'surface', 'apps', 'tools', 'e2e'),
  },
  {
    name: 'language imports zod, a hash and nothing else',
    why: 'It must run anywhere: in a workflow, in the browser, in a test.',
    forbids: ({ from, to }) =>
      floor(from) === 'language' && /^(npm|node):/.test(to) && !isOneOf(to, 'npm:zod', 'npm:@noble/hashes'),
  },
  {
    name: 'catalogue imports language, and looks only for .tsx',
    why: 'The catalogue describes what can be added; the engine performs it.',
    forbids: ({ from, to }) =>
      floor(from) === 'catalogue' &&
      (isOneOf(floor(to), 'engine', 'apps', 'tools', 'e2e') || to.startsWith('node:')),
  },
  {
    name: 'engine does not import apps',
    why: 'Screens and processes call the engine, never the other way round.',
    forbids: ({ from, to }) => floor(from) === 'engine' && isOneOf(floor(to), 'apps', 'tools', 'e2e'),
  },
  {
    name: 'the run does not import services',
    why: 'What happens by itself must not depend on what people see and do. Code for both belongs in packages/engine/core.',
    forbids: ({ from, to }) =>
      (unit(from) === 'packages/engine/run' && unit(to) === 'packages/engine/services') ||
      (unit(from) === 'packages/engine/core' &&
        isOneOf(unit(to), 'packages/engine/run', 'packages/engine/services')),
  },
  {
    name: 'surface does not import the language of flows',
    why: 'Tokens and components serve every screen.',
    // The helpers for numbers, money and times are the same on every screen and in every sentence.
    forbids: ({ from, to }) =>
      floor(from) === 'surface' &&
      isOneOf(floor(to), 'language', 'catalogue', 'engine', 'apps', 'tools', 'e2e') &&
      unit(to) !== 'packages/language/base',
  },
  {
    name: 'surface is imported only by .tsx files and apps/web',
    why: '.ts is meaning and runs anywhere; .tsx is looks and runs in the browser.',
    forbids: ({ from, to }) =>
      floor(to) === 'surface' &&
      !from.endsWith('.tsx') &&
      !from.startsWith('apps/web/') &&
      // Compiles what browsers load.
      !(from === 'tools/start/bundle.mjs' && to === 'packages/surface/storefront/build.mjs') &&
      floor(from) !== 'surface',
  },
  {
    name: 'meaning does not import looks',
    why: 'A .ts file of the catalogue runs in workflows, where there is no browser.',
    forbids: ({ from, to }) =>
      floor(from) === 'catalogue' &&
      from.endsWith('.ts') &&
      (to.endsWith('.tsx') || to.startsWith('npm:react')),
  },
  {
    name: 'workflows import only the runtime',
    why: 'Anything else is impure, or breaks the replay of running workflows when it changes.',
    forbids: ({ from, to, typeOnly }) =>
      from.startsWith('apps/worker/workflows/') &&
      !to.startsWith('apps/worker/workflows/') &&
      unit(to) !== 'packages/engine/runtime' &&
      !isOneOf(to, 'npm:@temporalio/workflow', 'npm:@temporalio/common') &&
      !(typeOnly && to.startsWith('apps/worker/activities/')),
  },
  {
    name: 'the demo shop imports nothing of the engine',
    why: 'It enters only through the public intake, as a real shop does.',
    forbids: ({ from, to }) =>
      unit(from) === 'apps/demo-shop' &&
      floor(to) !== '' &&
      !isOneOf(unit(to), 'apps/demo-shop', 'packages/language/base'),
  },
  {
    name: 'templates are rendered in a separate thread',
    why: 'A template that does not end would block the whole process. Use @millrace/content/pool.',
    forbids: ({ from, to, typeOnly }) =>
      !typeOnly &&
      /^packages\/engine\/content\/(liquid\/(engine|evaluate|fill-texts)|page\/(write|compile)-page|render-message|validate-content)\.ts$/.test(
        to,
      ) &&
      !/^packages\/engine\/content\/(liquid|page|render-message|validate-content|pool\/run-job)/.test(from),
  },
  {
    name: 'templates are rendered nowhere else',
    why: 'Use @millrace/content/pool, which renders in a thread with limits.',
    forbids: ({ from, to }) =>
      isOneOf(to, 'npm:liquidjs', 'npm:mjml') && !from.startsWith('packages/engine/content/'),
  },
  {
    name: 'apps do not import each other',
    why: 'They are separate processes.',
    forbids: ({ from, to }) =>
      floor(from) === 'apps' && isOneOf(floor(to), 'apps', 'tools', 'e2e') && unit(from) !== unit(to),
  },
  {
    name: 'code for tests is imported by tests only',
    why: 'Otherwise helpers and examples for tests would be part of production.',
    forbids: ({ to }) => isTest(to),
  },
  {
    name: 'other packages are imported through their exports',
    why: 'Import the package by its name, which reaches only its exports. Internal files may move.',
    inTests: true,
    forbids: ({ from, to, specifier }) =>
      unit(to) !== '' && unit(from) !== unit(to) && specifier.startsWith('.'),
  },
  {
    name: 'every import exists',
    why: 'Either the file is missing, or the package has no such entry in its exports.',
    inTests: true,
    forbids: ({ to, specifier }) => to === '' && !/\.(css|json|svg|png)$/.test(specifier),
  },
];

/**
 * @param {readonly Edge[]} edges
 * @returns {string[]} a sentence for each import that breaks a rule, and for each cycle
 */
export function importProblems(edges) {
  const real = edges.filter((edge) => !isTemplate(edge.from));
  const broken = real.flatMap((edge) =>
    rules
      .filter((rule) => (rule.inTests || !isTest(edge.from)) && rule.forbids(edge))
      .map((rule) => `${edge.from} imports ${edge.specifier}: ${rule.name}. ${rule.why}`),
  );
  return [
    ...new Set(broken),
    ...cycles(real).map((circle) => `Imports go round: ${circle.join(' -> ')}`),
    ...folderCycles(real).map((circle) => `Folders import each other in a circle: ${circle.join(' -> ')}`),
  ];
}

/** Cycles of imports that exist at run time, each reported once. @param {readonly Edge[]} edges */
function cycles(edges) {
  return circles(edges.filter(({ to, typeOnly, lazy }) => !typeOnly && !lazy && floor(to) !== ''));
}

/**
 * Cycles of the folders directly inside a package or app. A folder is a subject, and imports between two
 * subjects go one way only. Types count too. Code for tests may import anything.
 * @param {readonly Edge[]} edges
 */
function folderCycles(edges) {
  return circles(
    edges.flatMap(({ from, to }) => {
      const [own, other] = [folder(from), folder(to)];
      return own && other && own !== other && unit(from) === unit(to) && !isTest(from) && !isTest(to)
        ? [{ from: own, to: other }]
        : [];
    }),
  );
}

/**
 * The folder in its package: `packages/engine/run/intake`; empty for a file directly in its package.
 * @param {string} path
 */
const folder = (path) => /^((?:packages\/[^/]+\/[^/]+|apps\/[^/]+)\/[^/]+)\//.exec(path)?.[1] ?? '';

/** @param {readonly { readonly from: string, readonly to: string }[]} arrows @returns {string[][]} */
function circles(arrows) {
  /** @type {Map<string, Set<string>>} */
  const next = new Map();
  for (const { from, to } of arrows) next.set(from, (next.get(from) ?? new Set()).add(to));
  /** @type {Map<string, 'open' | 'done'>} */
  const state = new Map();
  /** @type {string[][]} */
  const found = [];
  /** @type {(path: string, way: string[]) => void} */
  const visit = (path, way) => {
    state.set(path, 'open');
    for (const to of next.get(path) ?? []) {
      if (state.get(to) === 'open') found.push([...way.slice(way.indexOf(to)), to]);
      else if (!state.has(to)) visit(to, [...way, to]);
    }
    state.set(path, 'done');
  };
  for (const path of next.keys()) if (!state.has(path)) visit(path, [path]);
  return found;
}

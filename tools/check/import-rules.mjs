import { isTemplate, isTest } from './files.mjs';

/** @typedef {import('./import-graph.mjs').Edge} Edge */

/**
 * @typedef {object} Rule
 * @property {string} name
 * @property {string} why
 * @property {boolean} [inTests] tests may otherwise import what they like
 * @property {(edge: Edge) => boolean} forbids
 */

const floor = (/** @type {string} */ path) =>
  /^packages\/([^/]+)\//.exec(path)?.[1] ?? /^(apps|tools|e2e)\//.exec(path)?.[1] ?? '';
const unit = (/** @type {string} */ path) =>
  /^(packages\/[^/]+\/[^/]+|apps\/[^/]+|tools|e2e)\//.exec(path)?.[1] ?? '';
const isOneOf = (/** @type {string} */ value, /** @type {string[]} */ ...values) => values.includes(value);

/**
 * Apps import engine, engine imports catalogue, catalogue imports language; `surface` is imported only by .tsx files
 * and apps/web; workflows import only the runtime; no cycles; nothing points up.
 * @type {readonly Rule[]}
 */
export const rules = [
  {
    name: 'language imports nothing of ours',
    why: 'What a flow means knows nothing of what can be added, of the world, or of looks.',
    forbids: ({ from, to }) =>
      floor(from) === 'language' &&
      isOneOf(floor(to), 'catalogue', 'engine', 'surface', 'apps', 'tools', 'e2e'),
  },
  {
    name: 'language imports zod, a hash and nothing else',
    why: 'It has to run anywhere: in a workflow, in the browser, in a test.',
    forbids: ({ from, to }) =>
      floor(from) === 'language' && /^(npm|node):/.test(to) && !isOneOf(to, 'npm:zod', 'npm:@noble/hashes'),
  },
  {
    name: 'catalogue imports language, and looks only for .tsx',
    why: 'What can be added is described here and performed by engine.',
    forbids: ({ from, to }) =>
      floor(from) === 'catalogue' &&
      (isOneOf(floor(to), 'engine', 'apps', 'tools', 'e2e') || to.startsWith('node:')),
  },
  {
    name: 'engine does not look up',
    why: 'Screens and processes call it; it does not know them.',
    forbids: ({ from, to }) => floor(from) === 'engine' && isOneOf(floor(to), 'apps', 'tools', 'e2e'),
  },
  {
    name: 'the run asks no service',
    why: 'What happens by itself knows nothing of what people see and do; what both need is in packages/engine/core.',
    forbids: ({ from, to }) =>
      (unit(from) === 'packages/engine/run' && unit(to) === 'packages/engine/services') ||
      (unit(from) === 'packages/engine/core' &&
        isOneOf(unit(to), 'packages/engine/run', 'packages/engine/services')),
  },
  {
    name: 'surface knows nothing of flows',
    why: 'Tokens and components serve every screen.',
    // How numbers, money and times are written is the same on every screen and in every sentence.
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
    name: 'the demo shop is a stranger',
    why: 'It enters only through the public intake, as a real shop does.',
    forbids: ({ from, to }) =>
      unit(from) === 'apps/demo-shop' &&
      floor(to) !== '' &&
      !isOneOf(unit(to), 'apps/demo-shop', 'packages/language/base'),
  },
  {
    name: 'templates are rendered in a thread of their own',
    why: 'One that does not end would stop the whole process. Ask @millrace/content/pool.',
    forbids: ({ from, to, typeOnly }) =>
      !typeOnly &&
      /^packages\/engine\/content\/(liquid\/(engine|evaluate|fill-texts)|page\/(write|compile)-page|render-message|validate-content)\.ts$/.test(
        to,
      ) &&
      !/^packages\/engine\/content\/(liquid|page|render-message|validate-content|pool\/run-job)/.test(from),
  },
  {
    name: 'templates are rendered nowhere else',
    why: 'Ask @millrace/content/pool, which does it in a thread with limits.',
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
    name: 'what only tests use stays in tests',
    why: 'Helpers and examples for tests would travel to production with it.',
    forbids: ({ to }) => isTest(to),
  },
  {
    name: 'another package is entered by its exports',
    why: 'Import it by its name, which reaches only what its exports say; what is inside may move.',
    inTests: true,
    forbids: ({ from, to, specifier }) =>
      unit(to) !== '' && unit(from) !== unit(to) && specifier.startsWith('.'),
  },
  {
    name: 'what is imported exists',
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

/** Circles of imports that exist when the program runs, each told once. @param {readonly Edge[]} edges */
function cycles(edges) {
  return circles(edges.filter(({ to, typeOnly, lazy }) => !typeOnly && !lazy && floor(to) !== ''));
}

/**
 * Circles of the folders right inside a package or app: a folder is a subject, and of two subjects one is the lower. Types count
 * too. What only tests use may look wherever it likes.
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

/** `packages/engine/run/intake`; empty for a file right inside its package. @param {string} path */
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

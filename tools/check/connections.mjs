import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from '@swc/core';
import { isTemplate, isTest } from './files.mjs';

/** The only folder that opens connections to the outside; it checks the address of each. */
const guarded = 'packages/engine/transport/';

/** Files that connect nevertheless, each with the reason why no outsider chooses the address. */
const exceptions = new Map([
  [
    'apps/web/server/health/worker-state.ts',
    'asks the worker, at the address in the settings of the installation',
  ],
  ['apps/worker/check-engine.ts', 'probes Temporal, at the address in the settings of the installation'],
  ['packages/engine/runtime/probe.ts', 'probes Temporal, at the address in the settings of the installation'],
  ['apps/demo-shop/sending/call.ts', 'is an independent process that calls the address of Millrace'],
]);

/**
 * Modules that open connections. Listed names of a module are harmless.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const openers = {
  net: ['createServer', 'Server', 'isIP', 'isIPv4', 'isIPv6', 'AddressInfo', 'BlockList', 'SocketAddress'],
  http: ['createServer', 'Server', 'STATUS_CODES', 'METHODS'],
  http2: ['constants'],
  https: ['createServer'],
  tls: [],
  dgram: [],
  dns: [],
  'dns/promises': [],
  undici: [],
  nodemailer: [],
  ws: [],
  axios: [],
  got: [],
  ky: [],
  'node-fetch': [],
};

/** Globals that open connections, and indirect imports. */
const calls =
  /(?<![\w.$])(fetch|globalThis\.fetch|new WebSocket|new EventSource|new XMLHttpRequest)\s*\(|\b(?:require|import|getBuiltinModule)\(\s*['"](?:node:)?(net|tls|https?|http2|dgram|dns|undici|nodemailer)(?:\/[\w/-]+)?['"]/g;

/**
 * Only the transport opens connections to the outside. Browser code may, because the page's policy limits the
 * addresses; so may the launcher, the tests and the benchmarks, which run before any outsider is involved.
 * @param {string} root
 * @param {readonly string[]} files
 * @returns {Promise<string[]>} problems
 */
export async function connectionProblems(root, files) {
  const problems = await Promise.all(files.filter(isWatched).map((file) => problemsOf(root, file)));
  return problems.flat();
}

/** @param {string} file */
function isWatched(file) {
  if (!/^(packages|apps)\//.test(file) || isTest(file) || isTemplate(file)) return false;
  return !file.startsWith(guarded) && !exceptions.has(file) && !isForBrowser(file);
}

/** @param {string} file */
function isForBrowser(file) {
  return (
    file.endsWith('.tsx') || file.startsWith('packages/surface/') || file.startsWith('apps/web/features/')
  );
}

/** @param {string} root @param {string} file @returns {Promise<string[]>} */
async function problemsOf(root, file) {
  const source = readFileSync(join(root, file), 'utf8');
  const found = new Set([...(await imported(file, source)), ...called(source)]);
  return [...found].map(
    (what) =>
      `${file} uses ${what}: only ${guarded.slice(0, -1)} may open connections to the outside, because it checks their addresses.`,
  );
}

/** @param {string} file @param {string} source @returns {Promise<string[]>} */
async function imported(file, source) {
  const script = await parse(
    source,
    file.endsWith('.mjs') ? { syntax: 'ecmascript' } : { syntax: 'typescript', tsx: file.endsWith('x') },
  );
  return script.body.flatMap((item) => {
    if (item.type !== 'ImportDeclaration' || item.typeOnly) return [];
    const name = item.source.value.replace(/^node:/, '');
    const harmless = openers[name] ?? openers[name.split('/')[0] ?? ''];
    if (harmless === undefined) return [];
    return item.specifiers.flatMap((specifier) => {
      if (specifier.type !== 'ImportSpecifier') return [`all of ${name}`];
      if (specifier.isTypeOnly) return [];
      const wanted = (specifier.imported ?? specifier.local).value;
      return harmless.includes(wanted) ? [] : [`${wanted} of ${name}`];
    });
  });
}

/** @param {string} source @returns {string[]} */
function called(source) {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
  return [...code.matchAll(calls)].map(([whole, name, module]) => module ?? name ?? whole);
}

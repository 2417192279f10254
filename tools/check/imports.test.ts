import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkImports } from './imports.mjs';

let root: string;

const entry = (name: string) => JSON.stringify({ name: `@millrace/${name}`, exports: { '.': './index.ts' } });

/** The smallest project in which every import is allowed. */
const sound: Record<string, string> = {
  'packages/language/base/package.json': entry('base'),
  'packages/language/base/index.ts': `import { z } from 'zod'; import './inner.ts'; export const schema = z.string();`,
  'packages/language/base/inner.ts': `import type { schema } from './index.ts'; export type Schema = typeof schema;`,
  'packages/surface/ui/package.json': entry('ui'),
  'packages/surface/ui/index.ts': `import '@millrace/base'; export const ui = 1;`,
  'packages/catalogue/nodes/package.json': entry('nodes'),
  'packages/catalogue/nodes/index.ts': `export { schema } from '@millrace/base';`,
  'packages/catalogue/nodes/editor.tsx': `import { ui } from '@millrace/ui'; export const Editor = () => <p>{ui}</p>;`,
  'packages/engine/runtime/package.json': entry('runtime'),
  'packages/engine/runtime/index.ts': `export { schema } from '@millrace/nodes';`,
  'packages/engine/runtime/testing/made-up.ts': `import 'fast-check'; export const madeUp = 1;`,
  'packages/engine/core/package.json': entry('core'),
  'packages/engine/core/index.ts': `export const row = 1;`,
  'packages/engine/run/package.json': entry('run'),
  'packages/engine/run/index.ts': `export { row } from '@millrace/core';`,
  'packages/engine/services/package.json': entry('services'),
  'packages/engine/services/index.ts': `export { row } from '@millrace/run'; import '@millrace/core';`,
  'apps/worker/package.json': JSON.stringify({ name: '@millrace/worker' }),
  'apps/worker/main.ts': `import '@millrace/runtime'; import './workflows/run.ts';`,
  'apps/worker/workflows/run.ts': `import '@millrace/runtime'; import '@temporalio/workflow';`,
  'apps/web/package.json': JSON.stringify({ name: '@millrace/web' }),
  'apps/web/page.ts': `import '@millrace/ui'; import '@millrace/runtime';`,
  'apps/demo-shop/package.json': JSON.stringify({ name: '@millrace/demo-shop' }),
  'apps/demo-shop/main.ts': `import '@millrace/base';`,
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-imports-'));
  plant(sound);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

test('a project in which every import points down has no problems', async () => {
  expect(await checkImports(root)).toEqual([]);
});

test.each([
  [
    'language imports the catalogue',
    'packages/language/base/fault.ts',
    `import '@millrace/nodes';`,
    'language imports nothing of ours',
  ],
  [
    'language imports only a type from the engine',
    'packages/language/base/fault.ts',
    `import type { schema } from '@millrace/runtime';`,
    'language imports nothing of ours',
  ],
  [
    'language uses a library other than zod',
    'packages/language/base/fault.ts',
    `import 'date-fns';`,
    'language imports zod, a hash and nothing else',
  ],
  [
    'language uses Node itself',
    'packages/language/base/fault.ts',
    `import 'node:fs';`,
    'language imports zod, a hash and nothing else',
  ],
  [
    'the catalogue calls the engine',
    'packages/catalogue/nodes/fault.ts',
    `import '@millrace/runtime';`,
    'catalogue imports language',
  ],
  [
    'the engine imports the web app by a path',
    'packages/engine/runtime/fault.ts',
    `import '../../../apps/web/page.ts';`,
    'engine does not import apps',
  ],
  [
    'the run imports a service',
    'packages/engine/run/fault.ts',
    `import '@millrace/services';`,
    'the run does not import services',
  ],
  [
    'the run imports only a type of a service',
    'packages/engine/run/fault.ts',
    `import type { row } from '@millrace/services'; export type Row = typeof row;`,
    'the run does not import services',
  ],
  [
    'core imports the run',
    'packages/engine/core/fault.ts',
    `import '@millrace/run';`,
    'the run does not import services',
  ],
  [
    'core imports a service',
    'packages/engine/core/fault.ts',
    `import '@millrace/services';`,
    'the run does not import services',
  ],
  [
    'the design system imports the language of flows',
    'packages/surface/ui/fault.ts',
    `import '@millrace/nodes';`,
    'surface does not import the language of flows',
  ],
  [
    'meaning uses the design system',
    'packages/catalogue/nodes/fault.ts',
    `import '@millrace/ui';`,
    'surface is imported only by .tsx files',
  ],
  [
    'meaning imports its own editor',
    'packages/catalogue/nodes/fault.ts',
    `import './editor.tsx';`,
    'meaning does not import looks',
  ],
  [
    'meaning imports React in a way that the compiler accepts',
    'packages/catalogue/nodes/fault.ts',
    `import 'react';`,
    'meaning does not import looks',
  ],
  [
    'a workflow reads the language',
    'apps/worker/workflows/fault.ts',
    `import '@millrace/base';`,
    'workflows import only the runtime',
  ],
  [
    'a workflow imports a client lazily',
    'apps/worker/workflows/fault.ts',
    `void import('@temporalio/client');`,
    'workflows import only the runtime',
  ],
  [
    'the demo shop uses the engine',
    'apps/demo-shop/fault.ts',
    `import '@millrace/runtime';`,
    'the demo shop imports nothing of the engine',
  ],
  [
    'a template is rendered in the middle of a process',
    'apps/worker/fault.ts',
    `import { Liquid } from 'liquidjs'; new Liquid();`,
    'templates are rendered nowhere else',
  ],
  [
    'the worker imports the web app',
    'apps/worker/fault.ts',
    `import '../web/page.ts';`,
    'apps do not import each other',
  ],
  [
    'the product imports code for tests',
    'packages/engine/runtime/fault.ts',
    `import './testing/made-up.ts';`,
    'code for tests is imported by tests only',
  ],
  [
    'a package is imported by a path into it',
    'packages/engine/runtime/fault.ts',
    `import '../../catalogue/nodes/index.ts';`,
    'other packages are imported through their exports',
  ],
  [
    'an import names an export that the package does not have',
    'packages/engine/runtime/fault.ts',
    `import '@millrace/nodes/secret';`,
    'every import exists',
  ],
])('a problem is reported when %s', async (_what, path, text, rule) => {
  plant({ [path]: text });
  const problems = await checkImports(root);
  expect(problems.join('\n')).toContain(rule);
  expect(problems.every((problem) => problem.includes(path))).toBe(true);
});

test.each([
  [
    'imports an HTTP client from Node',
    `import { request } from 'node:http'; request('http://a.example');`,
    'request of http',
  ],
  ['imports all of net', `import * as net from 'net'; net.connect(25);`, 'all of net'],
  ['imports net by default', `import net from 'node:net'; net.connect(25);`, 'all of net'],
  [
    'looks up names itself',
    `import { resolve4 } from 'node:dns/promises'; void resolve4('a');`,
    'resolve4 of dns/promises',
  ],
  [
    'sends datagrams',
    `import { createSocket } from 'node:dgram'; createSocket('udp4');`,
    'createSocket of dgram',
  ],
  [
    'imports a client from a library',
    `import { fetch } from 'undici'; void fetch('http://a.example');`,
    'fetch of undici',
  ],
  [
    'sends mail itself',
    `import { createTransport } from 'nodemailer'; createTransport();`,
    'createTransport of nodemailer',
  ],
  [
    'imports an internal file of a library',
    `import Connection from 'nodemailer/lib/smtp-connection'; new Connection();`,
    'all of nodemailer/lib/smtp-connection',
  ],
  ['uses the global fetch', `void fetch('http://a.example');`, 'fetch'],
  ['opens a socket to a page', `new WebSocket('wss://a.example');`, 'new WebSocket'],
  ['imports a client lazily', `void import('node:https');`, 'https'],
  ['requires a client', `const tls = require('tls');`, 'tls'],
])('a problem is reported when code outside the transport %s', async (_what, text, named) => {
  plant({ 'packages/engine/runtime/fault.ts': text, 'apps/web/server/fault.ts': text });
  const problems = await checkImports(root);
  for (const path of ['packages/engine/runtime/fault.ts', 'apps/web/server/fault.ts'])
    expect(
      problems.find((problem) => problem.startsWith(`${path} uses ${named}:`)),
      problems.join('\n'),
    ).toBeDefined();
});

test('a server, a type and browser code open no connection from our servers to the outside', async () => {
  plant({
    'apps/web/server/serve.ts': `import { createServer, type IncomingMessage } from 'node:http'; import type { Socket } from 'node:net'; export const server = createServer((_: IncomingMessage) => {}); export type S = Socket;`,
    'apps/web/features/list/refetch.ts': `export const load = () => fetch('/api/x');`,
    'packages/engine/runtime/words.ts': `// fetch('x') is not called\nexport const prefetch = (list: { fetch: () => void }) => list.fetch();`,
    'packages/engine/runtime/wire.test.ts': `import { connect } from 'node:net'; connect(25);`,
  });
  expect(await checkImports(root)).toEqual([]);
});

test('two files that need each other at run time are reported, two that share only types are not', async () => {
  plant({
    'apps/web/one.ts': `import { two } from './two.ts'; export const one = two;`,
    'apps/web/two.ts': `import { one } from './one.ts'; export const two = one;`,
  });
  expect(await checkImports(root)).toEqual([
    'Imports go round: apps/web/one.ts -> apps/web/two.ts -> apps/web/one.ts',
  ]);
});

test('a test may import from above, because it runs nowhere else', async () => {
  plant({ 'packages/language/base/rule.test.ts': `import '@millrace/nodes'; import 'vitest';` });
  expect(await checkImports(root)).toEqual([]);
});

test('folders of a package that import each other are refused, types included; files directly in the package and tests may', async () => {
  const circle = {
    'packages/engine/runtime/high/one.ts': `import { two } from '../low/two.ts'; export const one = two;`,
    'packages/engine/runtime/low/two.ts': `export const two = 2;`,
  };
  plant(circle);
  expect(await checkImports(root)).toEqual([]);
  plant({
    'packages/engine/runtime/low/three.ts': `import type { one } from '../high/one.ts'; export type Three = typeof one;`,
  });
  expect(await checkImports(root)).toEqual([
    'Folders import each other in a circle: packages/engine/runtime/high -> packages/engine/runtime/low -> packages/engine/runtime/high',
  ]);
  rmSync(join(root, 'packages/engine/runtime/low/three.ts'));
  plant({
    'packages/engine/runtime/low/three.test.ts': `import type { one } from '../high/one.ts'; export type Three = typeof one;`,
  });
  expect(await checkImports(root)).toEqual([]);
});

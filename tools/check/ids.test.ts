import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkIds, spelledIds } from './ids.mjs';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'millrace-ids-'));
  for (const folder of [
    'channels/email',
    'channels/pigeon',
    'connectors/loft',
    'guardrails/no-hawks',
    'nodes/wait',
    'nodes/sending',
  ])
    plant(`packages/catalogue/${folder}/docs.md`, '');
  plant('packages/catalogue/decisions/altitude/docs.md', '');
  plant('packages/catalogue/templates/first-flight/docs.md', '');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}
const found = () => spelledIds(root).map(({ file, line, id }) => `${file}:${line} ${id}`);

test.each([
  [
    'compared',
    `export const flies = (message: { channel: string }) => message.channel === 'pigeon';`,
    'pigeon',
  ],
  ['handed over', `send('pigeon');`, 'pigeon'],
  ['a key', `export const WORDS = { pigeon: 'Pigeon' };`, 'pigeon'],
  ['a key in quotes', `export const LOOKS = { 'no-hawks': 1 };`, 'no-hawks'],
  ['a type', `export interface Out { readonly pigeon?: string; readonly other: 'loft' | null }`, 'pigeon'],
  ['in a list', `export const all = ['x', 'pigeon'];`, 'pigeon'],
  [
    'in a statement of the database',
    "export const sql = tx`select 1 from messages where channel = 'pigeon'`;",
    'pigeon',
  ],
  ['the step of a channel', `export const first = kinds['send-pigeon'];`, 'send-pigeon'],
  ['a connector', `export const way = find('loft');`, 'loft'],
  ['a decision model', `load('altitude');`, 'altitude'],
  ['a template', `export const start = { template: 'first-flight' };`, 'first-flight'],
  ['the end of the path of a fact', `export const fact = 'customer.consent.pigeon';`, 'pigeon'],
  ['an attribute', `export const Look = () => <Badge name="pigeon" />;`, 'pigeon'],
  [
    'an ordinary word, where a channel is compared',
    `export const isMail = (channel: string) => channel === 'email';`,
    'email',
  ],
  [
    'an ordinary word, the other way round',
    `export const isMail = (m: any) => 'email' !== m?.channel;`,
    'email',
  ],
  ['an ordinary word, where a channel is set', `export const mail = { channel: 'email' };`, 'email'],
  [
    'an ordinary word, in a choice',
    `export const of = (x: boolean) => ({ channel: x ? 'email' : null });`,
    'email',
  ],
  ['an ordinary word, in a variable', `const channel = 'email' as const;`, 'email'],
  ['an ordinary word, in a type', `export interface Told { readonly channel: 'email' | null }`, 'email'],
  ['an ordinary word, in a case', `switch (message.channel) { case 'email': break; }`, 'email'],
  ['an ordinary word, as the kind of a node', `export const first = { kind: 'wait' };`, 'wait'],
])('an id is noticed when it is %s', (_what, code, id) => {
  plant('apps/web/features/look.tsx', `// Beginnings – of any length.\n\n${code}\n`);
  expect(found()).toContain(`apps/web/features/look.tsx:3 ${id}`);
});

test.each([
  [
    'the field of a customer',
    `export const to = (c: { email: string }) => c['email']; const kind = { kind: 'email' }; input({ type: 'email' });`,
  ],
  ['the address of a channel', `export const byMail = (c: any) => channelById(c)?.address === 'email';`],
  ['a part of a longer word', `export const one = 'pigeons'; export const two = 'customer.pigeon';`],
  ['a word in a comment', `// the pigeon\nexport const x = 1;`],
  ['an import', `import { pigeon } from '../pigeon/channel.ts';`],
  ['a word of another catalogue', `export const way = { channel: 'wait' };`],
])('%s is no id', (_what, code) => {
  plant('apps/web/features/look.ts', code);
  expect(found()).toEqual([]);
});

test('a thing may be named in its own folder, in its list, in tests, and where the catalogue is used like by a marketer', () => {
  const code = `export const one = { channel: 'pigeon', via: 'loft' };`;
  for (const path of [
    'packages/catalogue/channels/pigeon/channel.ts',
    'packages/catalogue/channels/kinds.ts',
    'packages/catalogue/connectors/loft/connector.ts',
    'packages/engine/services/testing/birds.ts',
    'packages/engine/services/birds.test.ts',
    'packages/catalogue/connectors/_template/connector.ts',
    'packages/catalogue/templates/first-flight/graph.ts',
    'apps/demo-shop/birds.ts',
    'tools/bench/birds.ts',
  ])
    plant(path, path.includes('/channels/') ? code.replace('loft', 'air') : code);
  expect(found()).toEqual([]);
  plant('packages/catalogue/guardrails/kinds.ts', code);
  expect(found()).toEqual([
    'packages/catalogue/guardrails/kinds.ts:1 pigeon',
    'packages/catalogue/guardrails/kinds.ts:1 loft',
  ]);
});

test('a known place is accepted only while it is needed', () => {
  const known = [['apps/web/look.ts', 'pigeon']] as const;
  plant('apps/web/look.ts', `send('pigeon'); send('loft');`);
  expect(checkIds(root, known)).toEqual([
    expect.stringMatching(
      /^apps\/web\/look\.ts:1 spells the id of a connector, 'loft': declare it in packages\/catalogue\/connectors\/loft/,
    ),
  ]);
  plant('apps/web/look.ts', `send('other');`);
  expect(checkIds(root, known)).toEqual([
    expect.stringMatching(/no longer spells 'pigeon'\. Remove the entry/),
  ]);
});

test('no file outside a channel’s folder contains its id, except for flows stored long ago and facts with words of their own', () => {
  const here = join(import.meta.dirname, '../..');
  const channels = spelledIds(here).filter(
    ({ thing }) => thing.catalogue.folder === 'channels' || thing.id.startsWith('send-'),
  );
  const files = ['packages/language/flow/migrations.ts'];
  expect([...new Set(channels.map(({ file }) => file))]).toEqual(files);
});

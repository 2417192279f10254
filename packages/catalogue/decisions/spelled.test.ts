import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { DECISION_MODELS } from './kinds.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/**
 * Folders that only read the list. Nodes run the models they are made for, and templates use both as a
 * marketer does.
 */
const FLOORS = [
  'packages/language',
  'packages/engine',
  'packages/surface',
  'apps/web',
  'apps/worker',
  'packages/catalogue/channels',
  'packages/catalogue/guardrails',
];
const isCode = (file: string) =>
  /\.(ts|tsx|mjs|sql)$/.test(file) && !/\.test\.|node_modules|\.next|\/testing\/|\/migrations\//.test(file);

const files = FLOORS.flatMap((floor) =>
  readdirSync(join(ROOT, floor), { recursive: true, encoding: 'utf8' })
    .map((file) => `${floor}/${file}`)
    .filter(isCode),
);

/**
 * Matches a model by its id in quotes or by a name that begins with it (`recoveryModel`,
 * `@millrace/decisions/recovery`).
 */
function spelledIn(text: string, id: string): boolean {
  const name = id.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
  return new RegExp(
    `['"\`]${id}['"\`]|@millrace/decisions/${id}|\\b${name}(Model|Parameters|Report)\\b`,
  ).test(text);
}

test('no engine, screen or language names a model: a new model is a folder and a line', () => {
  expect(files.length).toBeGreaterThan(300);
  const guilty = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return Object.keys(DECISION_MODELS).flatMap((id) => (spelledIn(text, id) ? [`${file}: ${id}`] : []));
  });
  expect(guilty).toEqual([]);
});

test('a name in any of these forms is found', () => {
  for (const text of [
    `models['recovery']`,
    `name = "recovery"`,
    `import { x } from '@millrace/decisions/recovery';`,
    `recoveryModel.id`,
    'by `recovery`',
  ])
    expect(spelledIn(text, 'recovery')).toBe(true);
  for (const text of ['cart.recoveryUrl', 'recovery of a cart', `'recovery-url'`])
    expect(spelledIn(text, 'recovery')).toBe(false);
});

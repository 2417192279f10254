import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parse } from '@swc/core';
import { addThing, things } from './add-thing.mjs';
import { namesOf, rename } from './names.mjs';

const project = join(dirname(fileURLToPath(import.meta.url)), '../..');
let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'millrace-new-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

function plant(path: string, text: string): void {
  mkdirSync(join(root, dirname(path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

test.each(Object.entries(things))(
  'a new %s is copied from the template of this project and added to its list',
  async (what, thing) => {
    const home = `packages/catalogue/${thing.package}`;
    mkdirSync(join(root, home), { recursive: true });
    const template = thing.template ?? '_template';
    cpSync(join(project, home, template), join(root, home, template), { recursive: true });
    cpSync(join(project, home, thing.list), join(root, home, thing.list));
    const { folder, list } = addThing(root, what, 'back-at-payday');
    const exported = `backAtPayday${thing.suffix}`;
    const made = readFileSync(join(root, folder, thing.file), 'utf8');
    expect(made).toContain(`export const ${exported}`);
    expect(made).not.toMatch(/_template/);
    const files = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    for (const file of files) {
      const lines = readFileSync(join(root, folder, file), 'utf8').split('\n');
      expect(
        lines.filter((line) => /\btemplate\b/.test(line) && !/ from '\.\.?\//.test(line)),
        `${file} still speaks of the template`,
      ).toEqual([]);
    }
    const changed = readFileSync(join(root, list), 'utf8');
    expect(changed).toContain(`import { ${exported} } from './back-at-payday/${thing.file}';`);
    expect(changed.slice(changed.indexOf(`export const ${thing.constant}`)).split(';')[0]).toContain(
      exported,
    );
    await parse(changed, { syntax: 'typescript' });
  },
);

test('a list in one line, a list in many lines and a list by name each get one more entry', () => {
  const start = (list: string) => {
    plant('packages/catalogue/decisions/_template/model.ts', 'export const templateModel = 1;');
    plant('packages/catalogue/decisions/kinds.ts', `import { a } from './a/model.ts';\n${list}`);
    rmSync(join(root, 'packages/catalogue/decisions/my-model'), { recursive: true, force: true });
    addThing(root, 'decision', 'my-model');
    return readFileSync(join(root, 'packages/catalogue/decisions/kinds.ts'), 'utf8')
      .split('\n')
      .slice(2)
      .join('\n');
  };
  expect(start('export const DECISION_MODELS: X = { a: [1] };')).toBe(
    `export const DECISION_MODELS: X = { a: [1], 'my-model': myModelModel};`,
  );
  expect(start('export const DECISION_MODELS = {\n  a,\n} as const;')).toBe(
    `export const DECISION_MODELS = {\n  a, 'my-model': myModelModel} as const;`,
  );
  expect(start('export const DECISION_MODELS = {};')).toBe(
    `export const DECISION_MODELS = { 'my-model': myModelModel};`,
  );
});

test('a name that is taken, is not in kebab-case or has no such kind is refused with a sentence', () => {
  plant('packages/catalogue/connectors/_template/connector.ts', 'export const template = 1;');
  plant('packages/catalogue/connectors/slack/connector.ts', '');
  plant('packages/catalogue/connectors/kinds.ts', 'export const CONNECTORS = [];');
  expect(() => addThing(root, 'connector', 'slack')).toThrow(
    'There is already a packages/catalogue/connectors/slack.',
  );
  expect(() => addThing(root, 'connector', 'SlackBot')).toThrow('is not in kebab-case');
  expect(() => addThing(root, 'spaceship', 'slack')).toThrow('Choose one of: node, trigger, channel');
  expect(existsSync(join(root, 'packages/catalogue/connectors/SlackBot'))).toBe(false);
});

test('names are spelled as each place needs, and imports of the package’s own files stay unchanged', () => {
  expect(namesOf('wait-for-event')).toEqual({
    kebab: 'wait-for-event',
    pascal: 'WaitForEvent',
    camel: 'waitForEvent',
    title: 'Wait for event',
    key: "'wait-for-event'",
  });
  expect(
    rename(
      `import { x } from '../template.ts';\nexport const templateModel = { id: '_template', title: 'Template' };`,
      'my-own',
    ),
  ).toBe(`import { x } from '../template.ts';\nexport const myOwnModel = { id: 'my-own', title: 'My own' };`);
  expect(rename('# Connect Template', 'my-own', true)).toBe('# Connect My own');
});

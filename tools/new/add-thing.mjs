import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { namesOf, rename } from './names.mjs';

/**
 * @typedef {object} Thing that can be added to the catalogue
 * @property {string} package folder below packages/catalogue
 * @property {string} list file with the list
 * @property {string} constant name of the list
 * @property {string} file that exports the new thing
 * @property {string} suffix of the export's name
 * @property {boolean} [keyed] the list is an object by id
 * @property {string} [template] folder to copy, `_template` when left out
 */

/** @type {Readonly<Record<string, Thing>>} */
export const things = {
  node: { package: 'nodes', list: 'kinds.ts', constant: 'NODE_KINDS', file: 'definition.ts', suffix: '' },
  trigger: {
    package: 'nodes',
    list: 'kinds.ts',
    constant: 'TRIGGER_KINDS',
    file: 'definition.ts',
    suffix: '',
    template: '_template-trigger',
  },
  channel: {
    package: 'channels',
    list: 'kinds.ts',
    constant: 'CHANNELS',
    file: 'channel.ts',
    suffix: 'Channel',
  },
  connector: {
    package: 'connectors',
    list: 'kinds.ts',
    constant: 'CONNECTORS',
    file: 'connector.ts',
    suffix: '',
  },
  guardrail: {
    package: 'guardrails',
    list: 'checks.ts',
    constant: 'GUARDRAILS',
    file: 'check.ts',
    suffix: 'Check',
  },
  decision: {
    package: 'decisions',
    list: 'kinds.ts',
    constant: 'DECISION_MODELS',
    file: 'model.ts',
    suffix: 'Model',
    keyed: true,
  },
  template: {
    package: 'templates',
    list: 'kinds.ts',
    constant: 'TEMPLATES',
    file: 'template.ts',
    suffix: '',
  },
};

/**
 * @param {string} root
 * @param {string} what one of `things`
 * @param {string} name in kebab-case
 * @returns {{ folder: string, list: string }} the written paths, from the root
 * @throws {Error} with a sentence that says why it cannot be added
 */
export function addThing(root, what, name) {
  const thing = things[what];
  if (!thing)
    throw new Error(`There is no "${what}" to add. Choose one of: ${Object.keys(things).join(', ')}.`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    throw new Error(`"${name}" is not in kebab-case. Write it like wait-for-event.`);
  const home = `packages/catalogue/${thing.package}`;
  const [template, folder] = [`${home}/${thing.template ?? '_template'}`, `${home}/${name}`];
  if (!existsSync(join(root, template, thing.file)))
    throw new Error(`${template} has no ${thing.file} to copy.`);
  if (existsSync(join(root, folder))) throw new Error(`There is already a ${folder}.`);

  for (const file of filesBelow(join(root, template))) {
    const target = join(root, folder, file.replace(/^template(?=\.test\.)/, name));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      rename(readFileSync(join(root, template, file), 'utf8'), name, file.endsWith('.md')),
    );
  }
  const list = `${home}/${thing.list}`;
  writeFileSync(join(root, list), listed(readFileSync(join(root, list), 'utf8'), thing, name));
  return { folder, list };
}

/** @param {string} folder @param {string} [inside] @returns {string[]} */
function filesBelow(folder, inside = '') {
  return readdirSync(join(folder, inside), { withFileTypes: true }).flatMap((entry) => {
    const path = join(inside, entry.name);
    return entry.isDirectory() ? filesBelow(folder, path) : [path];
  });
}

/**
 * The list with the import and the entry of the new thing added at its end.
 * @param {string} text
 * @param {Thing} thing
 * @param {string} name
 */
export function listed(text, thing, name) {
  const { camel, key } = namesOf(name);
  const exported = `${camel}${thing.suffix}`;
  const entry = thing.keyed ? `${key}: ${exported}` : exported;
  const declared = text.indexOf(`export const ${thing.constant}`);
  const open = /= ?[[{]/.exec(text.slice(declared));
  if (declared < 0 || !open) throw new Error(`The list ${thing.constant} is not where it is expected.`);
  const start = declared + open.index + open[0].length;
  const end = closing(text, start);
  const before = text.slice(0, end).replace(/,?\s*$/, '');
  const body = `${before}${before.endsWith('[') || before.endsWith('{') ? '' : ','} ${entry}${text.slice(end)}`;
  return withImport(body, `import { ${exported} } from './${name}/${thing.file}';`);
}

/**
 * @param {string} text
 * @param {number} start just inside a bracket
 * @returns {number} where that bracket closes
 */
function closing(text, start) {
  let depth = 1;
  for (let at = start; at < text.length; at += 1) {
    if ('[{('.includes(text.charAt(at))) depth += 1;
    if (']})'.includes(text.charAt(at))) depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error('The list has no end.');
}

/** @param {string} text @param {string} line */
function withImport(text, line) {
  const lines = text.split('\n');
  const last = lines.findLastIndex((each) => /^import .* from '/.test(each));
  return [...lines.slice(0, last + 1), line, ...lines.slice(last + 1)].join('\n');
}

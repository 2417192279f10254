import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { isSource, isTemplate, isTest, projectFiles, sourceFolders } from './files.mjs';
import { KNOWN_IDS } from './known-ids.mjs';

/**
 * @typedef {object} Catalogue of things with an id, one folder each
 * @property {string} folder
 * @property {string} what the word for one of them
 * @property {readonly RegExp[]} names names of variables and fields with such an id
 * @property {readonly string[]} ordinary ids that are everyday words: they count only where such a variable
 * is compared or assigned
 */

/** @type {readonly Catalogue[]} */
const catalogues = [
  { folder: 'channels', what: 'channel', names: [/channel$/i], ordinary: ['email', 'push'] },
  { folder: 'connectors', what: 'connector', names: [/connector$/i], ordinary: ['sandbox', 'smtp'] },
  {
    folder: 'guardrails',
    what: 'guardrail',
    names: [/check$/i, /guardrail$/i],
    ordinary: ['address', 'consent', 'ended', 'suppression'],
  },
  { folder: 'nodes', what: 'node kind', names: [/kind$/i], ordinary: ['condition', 'end', 'wait'] },
  { folder: 'decisions', what: 'decision model', names: [/model$/i], ordinary: ['offer', 'recovery'] },
  { folder: 'templates', what: 'template', names: [/template$/i], ordinary: [] },
  { folder: 'importers', what: 'importer', names: [/importer$/i], ordinary: [] },
];
/**
 * Folders without a thing of the catalogue: code for tests only, the acts of connectors, and the sending
 * steps, whose ids come from the channels.
 */
const noThings = new Set(['testing', 'fixtures', 'acts', 'sending', 'node_modules']);
/** Code that uses the catalogue by name, like a marketer, or that measures it; and this check itself. */
const users =
  /^(apps\/demo-shop|apps\/web\/app\/dev|packages\/catalogue\/(templates|importers)|tools\/(bench|chaos|check|shopify))\//;

/** The lists of a package, which name each of its things once. */
const lists = /^packages\/catalogue\/([^/]+)\/(kinds|checks|editors)\.tsx?$/;
/** The folder of a connector, which knows its own acts and consents. */
const connectorFolder = /^packages\/catalogue\/connectors\/[^/]+\//;

/**
 * @typedef {object} Thing
 * @property {string} id
 * @property {string} home its folder
 * @property {Catalogue} catalogue
 */

/**
 * @typedef {{ readonly file: string, readonly id: string, readonly line: number, readonly thing: Thing }}
 * Place where an id is spelled
 */

/**
 * Checks that no file outside a thing's folder contains its id, so that adding a thing to the catalogue
 * changes only its list.
 * @param {string} root
 * @param {readonly (readonly [file: string, id: string])[]} [known] exceptions, each needed
 * @returns {string[]} problems
 */
export function checkIds(root, known = KNOWN_IDS) {
  const places = spelledIds(root);
  const isKnown = (/** @type {Place} */ { file, id }) =>
    known.some(([where, which]) => where === file && which === id);
  const unused = known.filter(
    ([file, id]) => !places.some((place) => place.file === file && place.id === id),
  );
  return [
    ...places
      .filter((place) => !isKnown(place))
      .map(
        ({ file, line, id, thing }) =>
          `${file}:${line} spells the id of a ${thing.catalogue.what}, '${id}': declare it in ${thing.home}, and read it from the list.`,
      ),
    ...unused.map(
      ([file, id]) => `${file} no longer spells '${id}'. Remove the entry from tools/check/known-ids.mjs.`,
    ),
  ];
}

/** @param {string} root @returns {Place[]} */
export function spelledIds(root) {
  const things = catalogues.flatMap((catalogue) => thingsOf(root, catalogue));
  const files = projectFiles(root, sourceFolders).filter(
    (file) => isSource(file) && !isTest(file) && !isTemplate(file) && !users.test(file),
  );
  return files.flatMap((file) => {
    const here = things.filter((thing) => !mayName(file, thing));
    const source = readFileSync(join(root, file), 'utf8');
    return here.some(({ id }) => source.includes(id)) ? placesIn(file, source, here) : [];
  });
}

/** @param {string} file @param {Thing} thing */
function mayName(file, { home, catalogue: { folder } }) {
  return (
    file.startsWith(`${home}/`) ||
    lists.exec(file)?.[1] === folder ||
    (folder === 'channels' && connectorFolder.test(file))
  );
}

/** @param {string} root @param {Catalogue} catalogue @returns {Thing[]} */
function thingsOf(root, catalogue) {
  const home = `packages/catalogue/${catalogue.folder}`;
  if (!existsSync(join(root, home))) return [];
  const folders = readdirSync(join(root, home), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && !/^[._]/.test(entry.name) && !noThings.has(entry.name),
  );
  const things = folders.map(({ name }) => ({ id: name, home: `${home}/${name}`, catalogue }));
  if (catalogue.folder !== 'channels') return things;
  const nodes = catalogues.find(({ folder }) => folder === 'nodes') ?? catalogue;
  return [
    ...things,
    ...things.map(({ id, home: folder }) => ({ id: `send-${id}`, home: folder, catalogue: nodes })),
  ];
}

/** @param {string} file @param {string} source @param {readonly Thing[]} things @returns {Place[]} */
function placesIn(file, source, things) {
  // An empty statement first, as a reference position: positions of the parser continue from one file to the
  // next.
  const script = parseSync(
    `;${source.replace(/^#!/, '//')}`,
    /\.[mc]js$/.test(file) ? { syntax: 'ecmascript' } : { syntax: 'typescript', tsx: file.endsWith('x') },
  );
  const bytes = Buffer.from(source);
  const lineAt = (/** @type {number} */ at) =>
    bytes
      .subarray(0, at - script.span.start - 1)
      .toString()
      .split('\n').length;
  /** @type {Place[]} */
  const places = [];
  /** @type {(id: string, at: number, holder: string) => void} */
  const found = (text, at, holder) => {
    // A fact about one channel has a path that ends in the channel's id: `customer.consent.pigeon`.
    const id = /\b(?:consent|suppressed)\.([a-z][a-z-]*)$/.exec(text)?.[1] ?? text;
    const thing = things.find(
      (one) =>
        one.id === id &&
        (!one.catalogue.ordinary.includes(id) || one.catalogue.names.some((name) => name.test(holder))),
    );
    if (thing) places.push({ file, id, line: lineAt(at), thing });
  };
  walk(script.body, '', found);
  return places;
}

/**
 * Calls `found` for every literal text and every property name, with the name of the variable or field it is
 * compared with or assigned to.
 * @param {unknown} node
 * @param {string} holder
 * @param {(text: string, at: number, holder: string) => void} found
 */
function walk(node, holder, found) {
  if (Array.isArray(node)) return node.forEach((each) => walk(each, holder, found));
  if (node === null || typeof node !== 'object') return undefined;
  const it = /** @type {Record<string, any>} */ (node);
  if (it['type'] === 'ImportDeclaration' || it['type'] === 'ExportAllDeclaration') return undefined;
  if (it['type'] === 'StringLiteral') return found(it['value'], it['span'].start, holder);
  if (it['type'] === 'TemplateElement') {
    // Quoted words inside an SQL statement.
    for (const [, text = ''] of String(it['raw']).matchAll(/'([a-z][a-z-]*)'/g))
      found(text, it['span'].start, '');
    return undefined;
  }
  if (it['type'] === 'BinaryExpression' && /^[!=]==?$/.test(it['operator'])) {
    walk(it['left'], nameOf(it['right']), found);
    return walk(it['right'], nameOf(it['left']), found);
  }
  if (it['type'] === 'SwitchStatement') {
    walk(it['discriminant'], '', found);
    for (const one of it['cases']) {
      walk(one.test, nameOf(it['discriminant']), found);
      walk(one.consequent, '', found);
    }
    return undefined;
  }
  if (
    it['type'] === 'KeyValueProperty' ||
    it['type'] === 'TsPropertySignature' ||
    it['type'] === 'JSXAttribute'
  ) {
    const key = it['key'] ?? it['name'];
    const name = nameOf(key);
    if (key?.span) found(name, key.span.start, holder);
    return walk(it['value'] ?? it['typeAnnotation'], name, found);
  }
  if (it['type'] === 'VariableDeclarator') return walk(it['init'], nameOf(it['id']), found);
  // Both texts of a conditional count as assigned to its target; texts inside other expressions do not.
  const carries =
    /^(ConditionalExpression|ParenthesisExpression|TsAsExpression|TsConstAssertion|TsLiteralType|TsUnionType|TsTypeAnnotation)$/;
  const passes = carries.test(String(it['type'])) || (it['type'] === undefined && 'expression' in it);
  for (const [key, value] of Object.entries(it)) if (key !== 'span') walk(value, passes ? holder : '', found);
  return undefined;
}

/** The last name of an expression: `message.channel` gives `channel`. @param {any} node @returns {string} */
function nameOf(node) {
  if (!node) return '';
  if (node.type === 'Identifier' || node.type === 'StringLiteral') return String(node.value);
  if (node.type === 'MemberExpression') return nameOf(node.property);
  if (node.type === 'Computed') return nameOf(node.expression);
  if (node.type === 'OptionalChainingExpression') return nameOf(node.base);
  if (
    node.type === 'CallExpression' ||
    node.type === 'TsNonNullExpression' ||
    node.type === 'ParenthesisExpression'
  )
    return nameOf(node.expression ?? node.callee);
  return '';
}

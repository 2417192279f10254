import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isSource, isTemplate, isTest, projectFiles } from './files.mjs';

/**
 * Files with the interfaces of kinds. Other code must read every field that a kind declares; an unread field
 * has no effect.
 */
const CONTRACTS = [
  'packages/language/flow/kind.ts',
  'packages/catalogue/channels/channel-kind.ts',
  'packages/catalogue/channels/channel-rules.ts',
  'packages/catalogue/connectors/connector-kind.ts',
  'packages/catalogue/connectors/act.ts',
  'packages/catalogue/connectors/capability.ts',
  'packages/catalogue/connectors/delivery.ts',
  'packages/catalogue/connectors/pull.ts',
  'packages/catalogue/connectors/registration.ts',
  'packages/catalogue/connectors/set-up-step.ts',
  'packages/catalogue/connectors/sign-in.ts',
  'packages/catalogue/connectors/webhook.ts',
  'packages/catalogue/decisions/card.ts',
  'packages/catalogue/decisions/model.ts',
  'packages/catalogue/guardrails/check.ts',
  'packages/catalogue/templates/template.ts',
];

/** Data passed to kinds, which read it themselves. */
const FOR_KINDS = new Set(['IntakeConnection']);

/** Fields for the conformance suites only. */
const FOR_SUITES = new Set(['ModelDefinition.decide', 'ModelDefinition.examplePast', 'ExpectedPath.promise']);

/**
 * Fields of these interfaces that nothing outside the folders of their own catalogue reads.
 * @param {string} root
 * @returns {string[]} problems
 */
export function unreadFields(root) {
  const sources = sourcesOf(root);
  return CONTRACTS.flatMap((contract) => {
    const text = sources.get(contract);
    if (text === undefined)
      return [`${contract} does not exist. Put the file with its fields in tools/check/unread.mjs.`];
    const readers = [...sources]
      .filter(([file]) => file !== contract && !isOfKind(file, kindsOf(contract)))
      .map(([, other]) => other);
    return fieldsOf(text).flatMap(({ owner, field, rest }) =>
      FOR_KINDS.has(owner) ||
      FOR_SUITES.has(`${owner}.${field}`) ||
      [rest, ...readers].some((other) => reads(other, field))
        ? []
        : [`${contract}: nobody reads "${field}" of ${owner}. Read it, or remove it.`],
    );
  });
}

/**
 * Settings that no code reads, except for the schema that declares them.
 * @param {string} root
 * @param {readonly string[]} names
 * @param {readonly string[]} schemas files that declare them
 * @param {string} [under] a folder
 * @returns {string[]} names
 */
export function unreadSettings(root, names, schemas, under = 'packages') {
  const readers = [...sourcesOf(root)]
    .filter(([file]) => file.startsWith(under) && !schemas.includes(file))
    .map(([, text]) => text);
  return names.filter((name) => !readers.some((text) => reads(text, name) || text.includes(`'${name}'`)));
}

/** A cache, so that each root is read once. @type {Map<string, Map<string, string>>} */
const known = new Map();

/** @param {string} root @returns {Map<string, string>} code without comments, by file */
function sourcesOf(root) {
  const read = known.get(root) ?? new Map(filesOf(root).map((file) => [file, codeOf(join(root, file))]));
  known.set(root, read);
  return read;
}

/** @param {string} root */
const filesOf = (root) =>
  projectFiles(root, ['packages', 'apps']).filter(
    (file) => isSource(file) && !isTest(file) && !isTemplate(file),
  );

/** @param {string} path */
const codeOf = (path) => readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');

/**
 * The folder with the kinds of a contract; those of nodes have their contract in the language.
 * @param {string} contract
 */
const kindsOf = (contract) =>
  contract.startsWith('packages/language/') ? 'packages/catalogue/nodes' : dirname(contract);

/** Whether it is in the folder of a kind. @param {string} file @param {string} catalogue */
const isOfKind = (file, catalogue) =>
  file.startsWith(`${catalogue}/`) && file.slice(catalogue.length + 1).includes('/');

/**
 * @param {string} text
 * @returns {{ owner: string, field: string, rest: string }[]} the fields of each interface, with the text
 * around the interface
 */
function fieldsOf(text) {
  return [...text.matchAll(/export (?:interface|type) (\w+)[^{;]*\{([\s\S]*?)\n\}/g)].flatMap(
    ([whole, owner = '', body = '']) =>
      [...body.matchAll(/^ {2}(?:readonly )?(\w+)\??[:(<]/gm)].map(([, field = '']) => ({
        owner,
        field,
        rest: text.replace(whole, ''),
      })),
  );
}

/**
 * Whether the text reads the field: after a dot, by name in brackets, or by destructuring.
 * @param {string} text
 * @param {string} field
 */
const reads = (text, field) =>
  new RegExp(`\\.${field}\\b|\\['${field}'\\]|[{,]\\s*${field}\\s*(?:[,}=]|:\\s*\\w+\\s*[,}=])`).test(text);

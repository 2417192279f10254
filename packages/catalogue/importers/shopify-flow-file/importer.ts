import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { FlowImporter } from '../importer.ts';
import { isLoose, loose, textOf, type Loose } from '../loose.ts';
import { jsonOf } from '../json-of.ts';
import { readWorkflow } from './read-workflow.ts';

/** A checksum, a colon and JSON. */
const WITH_CHECKSUM = /^([0-9a-f]{64}):/i;

/** Workflows that Shopify Flow exports. */
export const shopifyFlowFile: FlowImporter = {
  id: 'shopify-flow-file',
  title: 'Shopify Flow',
  how: 'In Shopify Flow, open the workflow and choose “Export” in its menu. The file ends with .flow.',
  endings: ['.flow', '.json'],
  recognises: ({ text, json }) => WITH_CHECKSUM.test(text) || rootOf(json) !== null,
  read({ text, json }) {
    const checksum = WITH_CHECKSUM.exec(text)?.[1];
    const body = checksum === undefined ? text : text.slice(checksum.length + 1);
    const root = rootOf(checksum === undefined ? json : jsonOf(body));
    if (root === null)
      return { problem: 'It holds no workflow of Shopify Flow, or is damaged. Export it again.' };
    const isWhole =
      checksum === undefined || bytesToHex(sha256(utf8ToBytes(body))) === checksum.toLowerCase();
    return { flow: readWorkflow(root, isWhole) };
  },
};

/** The workflow in a file; null when there is none. */
function rootOf(json: unknown): Loose | null {
  const root = loose(json)['root'];
  return isLoose(root) &&
    Array.isArray(root['steps']) &&
    Array.isArray(root['links']) &&
    textOf(root['workflow_name']) !== ''
    ? root
    : null;
}

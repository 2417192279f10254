import { inWords } from '@millrace/channels';
import type { Family, GraphNode, Kinds } from '@millrace/flow';

/** The name given to a step, otherwise the title of its kind. */
export function titleOf(node: GraphNode | undefined, kinds: Kinds): string {
  if (!node) return 'a step that is gone';
  return node.name ?? kinds[node.kind]?.title ?? `Unknown step “${node.kind}”`;
}

/** Sentences by config and kind. A config object never changes, so each sentence is written once. */
const known = new WeakMap<object, Map<string, string>>();

/** The step as a sentence with its current values. Never throws, even on a damaged draft. */
export function sentenceOf(node: GraphNode | undefined, kinds: Kinds): string {
  const kind = node && kinds[node.kind];
  if (!node) return '';
  if (!kind) return 'This Millrace does not know this kind of step.';
  let sentence = known.get(node.config)?.get(node.kind);
  if (sentence === undefined) {
    sentence = inWords(kind.sentence(node.config));
    known.set(node.config, new Map([[node.kind, sentence]]));
  }
  return sentence === node.name ? '' : sentence;
}

/** Placeholders as a marketer reads them. */
export const readable = inWords;

export const familyOf = (node: GraphNode | undefined, kinds: Kinds): Family =>
  (node && kinds[node.kind]?.family) ?? 'action';
export const iconOf = (node: GraphNode | undefined, kinds: Kinds): string =>
  (node && kinds[node.kind]?.icon) ?? 'help';

export { plural } from '@millrace/base/words';

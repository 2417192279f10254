import { CONTENT_VARIABLES } from '@millrace/channels';
import type { Family, GraphNode, Kinds } from '@millrace/flow';

/** The name a person gave a step, else its kind's title. */
export function titleOf(node: GraphNode | undefined, kinds: Kinds): string {
  if (!node) return 'a step that is gone';
  return node.name ?? kinds[node.kind]?.title ?? `Unknown step “${node.kind}”`;
}

/** Configs never change in place, so each is put into words once. */
const known = new WeakMap<object, Map<string, string>>();

/** The step as a sentence with its live values. Never throws, whatever a draft holds. */
export function sentenceOf(node: GraphNode | undefined, kinds: Kinds): string {
  const kind = node && kinds[node.kind];
  if (!node) return '';
  if (!kind) return 'This Millrace does not know this kind of step.';
  let sentence = known.get(node.config)?.get(node.kind);
  if (sentence === undefined) {
    sentence = readable(kind.sentence(node.config));
    known.set(node.config, new Map([[node.kind, sentence]]));
  }
  return sentence === node.name ? '' : sentence;
}

/** Placeholders as people read them: what stands in when the value is missing, else what it is called. */
export function readable(text: string): string {
  return text.replace(/\{\{\s*([\w.]+)([^}]*?)(?:\}\}|…|$)/g, (_whole, path: string, rest: string) => {
    const instead = /default:\s*["“']([^"”']*)["”']/.exec(rest)?.[1];
    return (
      instead ??
      `[${(CONTENT_VARIABLES.find((variable) => variable.path === path)?.label ?? path.split('.').at(-1) ?? path).toLowerCase()}]`
    );
  });
}

export const familyOf = (node: GraphNode | undefined, kinds: Kinds): Family => (node && kinds[node.kind]?.family) ?? 'action';
export const iconOf = (node: GraphNode | undefined, kinds: Kinds): string => (node && kinds[node.kind]?.icon) ?? 'help';

export { people, plural } from '@millrace/base/words';

import type { Family, GraphNode, Kinds } from '@millrace/flow';
import { FAMILY_LOOKS } from '@millrace/ui';
import { orderFor } from '../store/derived.ts';
import type { FlowDocument } from '../store/document.ts';
import { familyOf, sentenceOf, titleOf } from '../store/words.ts';

export interface Found {
  readonly id: string;
  readonly what: 'step' | 'note';
  readonly title: string;
  /** The sentence of a step, or the text of a note. */
  readonly words: string;
  readonly family: Family | null;
  readonly kind: string;
}

const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim();

function textOf(node: GraphNode, kinds: Kinds): string {
  const family = FAMILY_LOOKS[familyOf(node, kinds)].title;
  return plain(
    `${titleOf(node, kinds)} ${sentenceOf(node, kinds)} ${kinds[node.kind]?.title ?? node.kind} ${family}`,
  );
}

const has = (text: string, words: string) =>
  plain(words)
    .split(' ')
    .every((word) => text.includes(word));

/**
 * Whether a step matches: each word is in its name, its sentence, the name of its kind or of its family. Also inside a word,
 * since some languages write words without spaces.
 */
export function matches(node: GraphNode | undefined, kinds: Kinds, words: string): boolean {
  return node !== undefined && has(textOf(node, kinds), words);
}

/** Steps and notes that match, in reading order. Those whose name begins with the words come first. */
export function find(document: FlowDocument, kinds: Kinds, words: string): readonly Found[] {
  const wanted = plain(words);
  const steps = orderFor(document, kinds).flatMap((id): Found[] => {
    const node = document.nodes[id];
    if (!node || !has(textOf(node, kinds), words)) return [];
    const family = familyOf(node, kinds);
    return [
      {
        id,
        what: 'step',
        title: titleOf(node, kinds),
        words: sentenceOf(node, kinds),
        family,
        kind: kinds[node.kind]?.title ?? node.kind,
      },
    ];
  });
  const notes = Object.values(document.notes)
    .filter((note) => has(plain(`note ${note.text}`), words))
    .map((note): Found => ({
      id: note.id,
      what: 'note',
      title: 'Note',
      words: note.text,
      family: null,
      kind: 'Note',
    }));
  const begins = (found: Found) => plain(found.title).startsWith(wanted);
  const all = [...steps, ...notes];
  return wanted === '' ? all : [...all.filter(begins), ...all.filter((found) => !begins(found))];
}

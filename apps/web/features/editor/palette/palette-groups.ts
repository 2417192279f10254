import type { Family, Kinds, NodeKind } from '@millrace/flow';

export interface PaletteGroup {
  readonly family: Family;
  readonly kinds: readonly NodeKind[];
}

const ORDER: readonly Family[] = ['trigger', 'message', 'wait', 'path', 'decision', 'action', 'end'];
const plain = (text: string) =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, ' ');

/** More search words by family. */
const ALSO: Readonly<Record<Family, string>> = {
  trigger: 'start begin entry enter',
  message: 'send mail message',
  wait: 'delay pause time timer',
  path: 'if else branch split condition',
  decision: 'ai model predict score',
  action: 'do coupon',
  end: 'stop exit finish',
};

export interface PaletteFilter {
  readonly query: string;
  /** Whether the flow has its one trigger. Then no second one is offered. */
  readonly hasTrigger: boolean;
  /** Whether a step follows at this place. Then kinds without an output are not offered. */
  readonly mustContinue: boolean;
}

/** Whether each word begins a word of the text. */
const begins = (text: string, words: readonly string[]) => {
  const parts = plain(text).split(' ');
  return words.every((word) => parts.some((part) => part.startsWith(word)));
};

/**
 * The kinds that can be added and match all words, by family. Matches in the title come before matches in the summary or
 * other words.
 */
export function paletteGroups(
  kinds: Kinds,
  { query, hasTrigger, mustContinue }: PaletteFilter,
): readonly PaletteGroup[] {
  const words = plain(query).split(' ').filter(Boolean);
  const fits = (kind: NodeKind) => {
    if (kind.family === 'trigger' && hasTrigger) return false;
    if (mustContinue && kind.ports(kind.initial as Record<string, unknown>).length === 0) return false;
    return begins(`${kind.title} ${kind.summary} ${kind.kind} ${ALSO[kind.family]}`, words);
  };
  const called = (kind: NodeKind) => begins(kind.title, words);
  const found = Object.values(kinds)
    .filter(fits)
    .sort((left, right) => Number(called(right)) - Number(called(left)));
  const groups = ORDER.map((family) => ({
    family,
    kinds: found.filter((kind) => kind.family === family),
  })).filter((group) => group.kinds.length > 0);
  if (words.length === 0) return groups;
  return groups.sort((left, right) => Number(right.kinds.some(called)) - Number(left.kinds.some(called)));
}

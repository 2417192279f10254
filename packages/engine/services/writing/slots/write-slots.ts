import type { ContentText } from '@millrace/channels';
import type { NamedFact } from '@millrace/content/claims';
import { SLOT_LANGUAGES, SLOT_LINES, type SlotLanguage } from './lines.ts';
import type { WrittenVariant } from '../written-variant.ts';

export const slotLanguage = (tag: string): SlotLanguage | undefined =>
  SLOT_LANGUAGES.find((language) => language === tag.split('-')[0]!.toLowerCase());

/** Links of a text, which a text that replaces it keeps. */
const LINKS = /\{\{[^{}]*\b(?:url|recoveryUrl|links\.\w+)[^{}]*\}\}|https?:\/\/[^\s<>"')\]]+/gi;

/**
 * Variants from patterns, filled with the same placeholders: what there is without a language model. Empty if the
 * language has no patterns.
 * @param texts those that may differ, in reading order
 */
export function writeSlots(
  texts: readonly ContentText[],
  facts: readonly NamedFact[],
  language: string,
  count: number,
): readonly WrittenVariant[] {
  const id = slotLanguage(language);
  const [first, ...others] = texts;
  if (id === undefined || first === undefined) return [];
  const known = new Set(facts.flatMap(({ path }) => (path === undefined ? [] : [path])));
  // The longest of the others is the body: a button or a preview line is shorter.
  const [body] = others.toSorted((left, right) => right.text.length - left.text.length);
  const fitting = SLOT_LINES[id].filter(
    ({ needs, opening }) => needs.every((path) => known.has(path)) && opening !== first.text,
  );
  return fitting.slice(0, count).map((line) => {
    // A message of one text says in it what another says in its body.
    const isAlone = body === undefined && first.text.length > 80;
    const links = isAlone ? [...new Set(first.text.match(LINKS) ?? [])] : [];
    const opening = isAlone ? [line.body, ...links].join(' ') : line.opening;
    const kept = body === undefined ? [] : [...new Set(body.text.match(/\[[^\]\n]*\]\([^)\n]*\)/g) ?? [])];
    return {
      angle: line.angle,
      said: [],
      texts: {
        [first.field]: opening,
        ...(body ? { [body.field]: [line.body, ...kept].join('\n\n') } : {}),
      },
    };
  });
}

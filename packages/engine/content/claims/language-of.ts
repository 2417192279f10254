import { foldText } from '@millrace/base';
import { CLAIM_LANGUAGES } from './languages/index.ts';

/** Frequent words that a text needs before its language is judged. */
const LEAST = 4;
/** How many times as many words of another language it needs before it counts as that language. */
const AHEAD = 2;

const WORDS = Object.values(CLAIM_LANGUAGES).map(({ id, frequent }) => ({
  id,
  words: new Set(frequent.map(foldText)),
}));

/** The language of a text by its frequent words; null while too few of them are found, or two languages are near. */
export function languageOf(text: string): string | null {
  const folded = foldText(text);
  const counts = WORDS.map(({ id }) => ({ id, count: 0 }));
  for (const [word] of folded.matchAll(/\p{L}+/gu))
    for (const [index, { words }] of WORDS.entries()) if (words.has(word)) counts[index]!.count += 1;
  const [first, second] = counts.toSorted((left, right) => right.count - left.count);
  return first && first.count >= LEAST && first.count >= AHEAD * (second?.count ?? 0) ? first.id : null;
}

import type { Family } from '@millrace/flow';

export const CARD_WIDTH = 264;

/** Characters of 13 px text per line of a card; a little fewer than on average, so that heights are not underestimated. */
const PER_LINE = 31;
const PER_NARROW_LINE = 36;

/** Number of lines of a text wrapped at words, at most `most`. */
export function lines(text: string, perLine: number, most: number): number {
  let count = 1;
  let filled = 0;
  for (const word of text.split(/\s+/)) {
    const width = word.length + (filled > 0 ? 1 : 0);
    if (filled + width > perLine && filled > 0) {
      count += 1;
      filled = word.length;
    } else filled += width;
    if (count >= most) return most;
  }
  return count;
}

/**
 * Estimated height of a card in pixels, so that steps that are not rendered can be laid out too. Follows the styles of
 * `NodeCard` in packages/surface/ui.
 */
export function cardHeight(
  family: Family,
  sentence: string,
  problem: string | null,
  counted: boolean,
): number {
  const told = sentence === '' ? 0 : lines(sentence, PER_LINE, 3);
  const body =
    family === 'end'
      ? 38
      : family === 'wait'
        ? 18 + 20 * Math.max(1, told)
        : told === 0
          ? 54
          : 48 + 20 * told;
  return (
    body +
    (problem ? 8 + 16 * lines(problem, PER_NARROW_LINE, 2) : 0) +
    (counted ? (family === 'message' ? 47 : 29) : 0)
  );
}

import { formatMoney } from '@millrace/base';

/** A flow's incremental margin as Home and the list of flows show it, in minor units. */
export interface Caused {
  readonly estimate: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** State of the lift: `no-holdout`, `uneven`, `too-early`, `unclear`, `gain` or `loss`. */
  readonly lift: string;
}

export interface KnownCaused {
  readonly estimate: number;
  readonly lower: number;
  readonly upper: number;
}

/** The numbers; null while it is too early to tell, or if there is no comparison. */
export function known(caused: Caused | undefined): KnownCaused | null {
  if (!caused || caused.estimate === null || caused.lower === null || caused.upper === null) return null;
  return { estimate: caused.estimate, lower: caused.lower, upper: caused.upper };
}

export const rounded = (amount: number, currency: string, signed = false): string =>
  formatMoney({ amount, currency }, { whole: true, signed });

/** One scale for all rows, so that flows can be compared by eye. Always contains zero. */
export function commonDomain(rows: readonly (Caused | undefined)[]): readonly [number, number] {
  const ends = rows.flatMap((row) => {
    const found = known(row);
    return found ? [found.lower, found.upper] : [];
  });
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const room = Math.max(1, high - low) * 0.04;
  return [low - room, high + room];
}

/** Known effects first, the largest on top; then rows without a number. */
export function bestFirst<Row extends Caused>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted(
    (left, right) =>
      (right.estimate ?? Number.NEGATIVE_INFINITY) - (left.estimate ?? Number.NEGATIVE_INFINITY) || 0,
  );
}

/** Why there is no number: in two words and in a sentence. @param lift state of the lift, as in `Caused` */
export function silence(lift: string): { readonly short: string; readonly sentence: string } {
  if (lift === 'no-holdout')
    return {
      short: 'No comparison',
      sentence: 'This flow has no holdout, so its effect cannot be measured.',
    };
  if (lift === 'uneven')
    return {
      short: 'Uneven groups',
      sentence:
        'The holdout has another share than intended. The flow’s effect cannot be measured until the reason is found.',
    };
  return {
    short: 'Too early',
    sentence: 'It is too early to tell: more people are needed, or more orders in the holdout.',
  };
}

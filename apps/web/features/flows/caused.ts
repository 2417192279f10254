import { formatMoney } from '@millrace/base';

/** What a flow caused, as Home and the list of flows are told it. Money in minor units. */
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

/** The numbers, once there are numbers. */
export function known(caused: Caused | undefined): KnownCaused | null {
  if (!caused || caused.estimate === null || caused.lower === null || caused.upper === null) return null;
  return { estimate: caused.estimate, lower: caused.lower, upper: caused.upper };
}

export const rounded = (amount: number, currency: string, signed = false): string =>
  formatMoney({ amount, currency }, { whole: true, signed });

/** One scale for all rows, so that flows can be compared by eye; zero is always on it. */
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

/** What is known first, the largest effect on top; then what is still too early. */
export function bestFirst<Row extends Caused>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted(
    (left, right) =>
      (right.estimate ?? Number.NEGATIVE_INFINITY) - (left.estimate ?? Number.NEGATIVE_INFINITY) || 0,
  );
}

/** Why there is no number, in two words and in a sentence. */
export function silence(lift: string): { readonly short: string; readonly sentence: string } {
  if (lift === 'no-holdout')
    return {
      short: 'No comparison',
      sentence: 'Nobody is held back from this flow, so what it caused cannot be told.',
    };
  if (lift === 'uneven')
    return {
      short: 'Uneven groups',
      sentence:
        'People were not divided as intended, so what the flow caused cannot be told until the reason is found.',
    };
  return {
    short: 'Too early',
    sentence:
      'More people, and more orders of people held back, are needed before a number would mean anything.',
  };
}

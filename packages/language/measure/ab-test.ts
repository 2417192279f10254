import { percent, plural } from '@millrace/base/words';
import type { Interval } from './confidence-sequence.ts';
import { compareVariants } from './experiments.ts';
import { countSums } from './sums.ts';

/** A variant and the people whose windows are over. */
export interface VariantCounts {
  readonly id: string;
  readonly name: string;
  /** Everybody who got it. */
  readonly people: number;
  /** Those of them whose window is over. */
  readonly measured: number;
  /** Those of the measured who did what counts. */
  readonly reached: number;
}

export interface TestReport {
  /** `too-early`: fewer people than asked for; `unclear`: the difference may be chance; `clear`: one is better. */
  readonly state: 'too-early' | 'unclear' | 'clear';
  /** Id of the variant that is better than every other one; null while none is. */
  readonly winner: string | null;
  /** Id of the variant with the highest rate so far; null while nobody is measured. */
  readonly leader: string | null;
  /**
   * The difference of each variant's rate from the first one's, as shares from -1 to 1; null for the first, and
   * while nobody of either is measured.
   */
  readonly against: readonly (Interval | null)[];
  readonly sentence: string;
}

/**
 * Compares the variants of a test, at any time and however often. The intervals of all pairs hold together at
 * 95 % at every moment (see `compareVariants`).
 * @param least people of each variant to be measured before a winner is named
 */
export function testReport(variants: readonly VariantCounts[], least: number): TestReport {
  const sums = variants.map(({ measured, reached }) => countSums(measured, reached));
  const { against, winner, best } = compareVariants(sums, 'rate');
  const fewest = Math.min(...variants.map(({ measured }) => measured));
  const isEnough = variants.length > 1 && fewest >= least;
  const leader = variants.some(({ measured }) => measured > 0) ? (variants[best] ?? null) : null;
  const state = !isEnough ? 'too-early' : winner === null ? 'unclear' : 'clear';
  return {
    state,
    winner: state === 'clear' ? (leader?.id ?? null) : null,
    leader: leader?.id ?? null,
    against: variants.map(({ measured }, index) => {
      const difference = against[index - 1];
      return difference && measured > 0 && variants[0]!.measured > 0 ? clamped(difference) : null;
    }),
    sentence: sentenceOf(state, leader, fewest, least),
  };
}

/** A difference of two shares is within -1 and 1, however little is known. */
const clamped = ({ estimate, lower, upper }: Interval): Interval => ({
  estimate,
  lower: Math.max(-1, lower),
  upper: Math.min(1, upper),
});

const rateOf = ({ reached, measured }: VariantCounts): string =>
  percent(measured === 0 ? 0 : reached / measured, 1);

function sentenceOf(
  state: TestReport['state'],
  leader: VariantCounts | null,
  fewest: number,
  least: number,
): string {
  if (state === 'too-early')
    return `Too early: the smallest variant has ${plural(Math.max(0, fewest), 'person', 'people')} whose time is over, of ${least} needed.`;
  if (leader === null) return 'Nobody has been counted yet.';
  return state === 'clear'
    ? `“${leader.name}” is better than every other variant (${rateOf(leader)}), with 95 % certainty.`
    : `No winner yet. “${leader.name}” leads with ${rateOf(leader)}, but that may be chance.`;
}

import { count, people, percent } from '@millrace/base/words';
import { logBeta } from './special.ts';

/** People counted in each arm while one set of shares was in force. */
export interface RatioPeriod {
  readonly counts: readonly number[];
  /** Intended shares, adding up to 1, all above 0 where anybody was counted. */
  readonly shares: readonly number[];
}

export interface RatioCheck {
  readonly healthy: boolean;
  /**
   * Enough people for the check: an empty group would have raised the alarm by now. Before that, `healthy`
   * means little.
   */
  readonly enough: boolean;
  /** Evidence against the intended shares, as odds; `healthy` while below `1 / alarm`. May be `Infinity`. */
  readonly evidence: number;
  /** Upper bound of the chance of such evidence at any time when nothing is wrong, 0 to 1. */
  readonly chance: number;
  readonly observed: readonly number[];
  readonly expected: readonly number[];
}

/** Chance of a false alarm over the whole life of a flow. */
export const RATIO_ALARM = 0.001;

/**
 * Weight of the prior around the intended shares. The larger it is, the smaller the deviations it is tuned to
 * find.
 */
const CONCENTRATION = 100;

/**
 * Checks whether people were divided as intended, valid at all looks together: O = B(α₀ + S) / B(α₀) / Π
 * θ₀ᵢ^Sᵢ with α₀ = k θ₀, a test martingale while the shares are θ₀; alarm at O >= 1/u. Source: Lindon and
 * Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022, section 3. Periods with other
 * shares multiply: each is a martingale over its own people.
 * @param alarm u, the chance of ever raising a false alarm
 */
export function checkRatio(periods: readonly RatioPeriod[], alarm = RATIO_ALARM): RatioCheck {
  const limit = -Math.log(alarm);
  let logEvidence = 0;
  let logEvidenceIfEmpty = 0;
  let compared = false;
  const observed: number[] = [];
  const expected: number[] = [];
  for (const { counts, shares } of periods) {
    const total = counts.reduce((sum, count) => sum + count, 0);
    const inUse = shares.flatMap((share, index) => (share > 0 ? [{ share, count: counts[index] ?? 0 }] : []));
    shares.forEach((share, index) => {
      observed[index] = (observed[index] ?? 0) + (counts[index] ?? 0);
      expected[index] = (expected[index] ?? 0) + share * total;
      if (share <= 0 && (counts[index] ?? 0) > 0) logEvidence = Infinity;
    });
    logEvidence += logOdds(inUse);
    logEvidenceIfEmpty += logOdds(smallestEmpty(inUse));
    compared ||= inUse.length > 1;
  }
  const people = observed.reduce((sum, count) => sum + count, 0);
  return {
    healthy: logEvidence < limit,
    enough: people > 0 && (!compared || logEvidenceIfEmpty >= limit),
    evidence: Math.exp(logEvidence),
    chance: Math.min(1, Math.exp(-logEvidence)),
    observed,
    expected,
  };
}

interface Arm {
  readonly share: number;
  readonly count: number;
}

/** Logarithm of the odds against the shares of one period. */
function logOdds(arms: readonly Arm[]): number {
  const prior = arms.map(({ share }) => CONCENTRATION * share);
  return (
    logBeta(prior.map((weight, index) => weight + arms[index]!.count)) -
    logBeta(prior) -
    arms.reduce((sum, { share, count }) => sum + count * Math.log(share), 0)
  );
}

/** The same people with an empty smallest group: the plainest fault that the check should find. */
function smallestEmpty(arms: readonly Arm[]): readonly Arm[] {
  const total = arms.reduce((sum, { count }) => sum + count, 0);
  const [smallest, ...others] = [...arms].sort((left, right) => left.share - right.share);
  if (!smallest || others.length === 0) return arms;
  const rest = 1 - smallest.share;
  return [
    { ...smallest, count: 0 },
    ...others.map(({ share }) => ({ share, count: (total * share) / rest })),
  ];
}

/** The check of a flow's holdout. @param share holdout share, 0 to 1 */
export function checkHoldoutRatio(
  treated: number,
  heldOut: number,
  share: number,
  alarm = RATIO_ALARM,
): RatioCheck {
  return checkRatio([{ counts: [treated, heldOut], shares: [1 - share, share] }], alarm);
}

/** What the check found, in a sentence. */
export function ratioSentence(check: RatioCheck): string {
  const [treated = 0, heldOut = 0] = check.observed;
  const share = (part: number, whole: number) => percent(whole === 0 ? 0 : part / whole, 1);
  const total = treated + heldOut;
  const asked = share(check.expected[1] ?? 0, total);
  if (total === 0) return 'Nobody has entered yet.';
  if (check.healthy && !check.enough)
    return `${count(heldOut)} of ${people(total)} in the holdout so far: too few people yet to check whether the share is as intended (${asked}).`;
  if (check.healthy) return `${share(heldOut, total)} of people are in the holdout, as intended (${asked}).`;
  return `${share(heldOut, total)} of people are in the holdout, but ${asked} was intended. Chance does not explain the difference: something lets people in or loses them unevenly. Do not trust the comparison until the cause is found.`;
}
